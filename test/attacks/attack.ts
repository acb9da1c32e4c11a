import type { Target } from './target';

/** What came of an attack. */
export interface Finding {
  /** What was measured, in a few words. */
  readonly figure: string;
  readonly pass: boolean;
}

/** One attack on a server that serves others meanwhile. */
export interface Attack {
  readonly experiment: string;
  /** When it counts as repelled. */
  readonly criterion: string;
  /** @throws when it could not be carried out, which is no success either */
  run(target: Target): Promise<Finding>;
}

/** A finding of several parts: all must hold, and those that do not are named. */
export function allOf(figure: string, parts: Readonly<Record<string, boolean>>): Finding {
  const failed = Object.entries(parts).filter(([, holds]) => !holds);
  const why = failed.length ? `; NOT: ${failed.map(([name]) => name).join(', ')}` : '';
  return { figure: `${figure}${why}`, pass: failed.length === 0 };
}
