import type { Code } from '../errors/codes';
import type { PactState } from './pact';

/** Why a delegate may not sign now, or null. `hash` is what they say they read. */
export function signRefusal(
  pact: { readonly state: PactState; readonly textHash: string | null },
  delegate: { readonly maySign: boolean },
  isParty: boolean,
  hash: string,
): Code | null {
  if (pact.state !== 'OPEN') return 'PACT_NOT_OPEN';
  if (!delegate.maySign || !isParty) return 'NO_MANDATE_TO_SIGN';
  return pact.textHash === hash ? null : 'PACT_TEXT_CHANGED';
}

/** True when every party has signed: the pact is in force with the last signature, and never before. */
export function isComplete(parties: readonly string[], signed: readonly string[]): boolean {
  const done = new Set(signed);
  return parties.length > 0 && parties.every((party) => done.has(party));
}
