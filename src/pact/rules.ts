import { type PactTerms, signaturesNeeded } from '../bloc/pact-rule';
import type { Code } from '../errors/codes';
import type { PactState } from './pact';

/**
 * Why a delegate may not sign now, or null. In force it still takes the signatures of parties that have not signed.
 * @param hash of what they say they read
 */
export function signRefusal(
  pact: { readonly state: PactState; readonly textHash: string | null },
  delegate: { readonly maySign: boolean },
  isParty: boolean,
  hash: string,
): Code | null {
  if (pact.state === 'DRAFT') return 'PACT_NOT_OPEN';
  if (!delegate.maySign || !isParty) return 'NO_MANDATE_TO_SIGN';
  return pact.textHash === hash ? null : 'PACT_TEXT_CHANGED';
}

/**
 * Why a pact may not be written anew, or null. A text that somebody's signature stands under stays; once all have
 * withdrawn, it may go back to a draft.
 */
export function draftRefusal(state: PactState, standing: number): Code | null {
  return state === 'IN_FORCE' || standing > 0 ? 'PACT_NOT_DRAFT' : null;
}

/** True when as many parties have signed as the terms ask for; never without a party. */
export function isMet(terms: PactTerms, parties: readonly string[], signed: readonly string[]): boolean {
  const done = new Set(signed);
  const count = parties.filter((party) => done.has(party)).length;
  return count > 0 && count >= signaturesNeeded(terms, parties.length);
}
