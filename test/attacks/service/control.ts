import type { AppOptions } from '../../../src/app/start';

/**
 * What `ATTACK_CONTROL` takes away from the server under attack, so that the checks can be seen to fail without it:
 * `nobudget` what one operation may cost, `nolanes` the order in which votes go before what others read.
 */
export const controls = ['nobudget', 'nolanes'] as const;
export type Control = (typeof controls)[number];

/** @throws when it is none of these */
export function readControl(text: string | undefined): Control | null {
  if (!text) return null;
  const control = controls.find((name) => name === text);
  if (!control) throw new Error(`ATTACK_CONTROL is ${text}; it may be ${controls.join(' or ')}`);
  return control;
}

/**
 * The one place where a control reaches the server: the options `startApp` is called with.
 */
export function withControl(control: Control | null): AppOptions {
  switch (control) {
    case 'nobudget':
      return { without: { budget: true } };
    case 'nolanes':
      return { without: { lanes: true } };
    case null:
      return {};
  }
}
