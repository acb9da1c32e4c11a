import { isDeepStrictEqual } from 'node:util';
import { canonicalText, type Json, sha256 } from '../log/canonical';
import type { Said } from './read-log';

/** A pact and its signatures, as the tables hold them. */
export interface PactRows {
  readonly id: string;
  readonly year: number;
  readonly state: 'DRAFT' | 'OPEN' | 'IN_FORCE';
  readonly text: string | null;
  readonly textHash: string | null;
  readonly signatures: readonly {
    readonly memberId: string;
    readonly delegateId: string | null;
    readonly method: string;
    readonly textHash: string | null;
    readonly withdrawn: boolean;
  }[];
}

/** What a pact comes to when its signatures are checked again. */
export interface PactCheck extends Pick<PactRows, 'id' | 'year' | 'state' | 'textHash'> {
  readonly conference: string;
  /** Signatures that stand. */
  readonly signatures: number;
  readonly faults: readonly string[];
}

/**
 * Checks a pact: its text is canonical and hashes to the hash, every signature given here is over that hash, and text,
 * signatures and state are those of the log. Signatures a source reports of the past are over no text.
 */
export function checkPact(conference: string, pact: PactRows, said: readonly Said[]): PactCheck {
  const faults: string[] = [];
  checkText(pact, faults);
  for (const { memberId, method, textHash } of pact.signatures) {
    if (method !== 'RECORDED' && textHash !== pact.textHash)
      faults.push(`the signature of ${memberId} is over ${textHash}, the pact's hash is ${pact.textHash}`);
  }
  const standing = pact.signatures.filter((signature) => !signature.withdrawn);
  if (standing.some(({ method }) => method !== 'RECORDED') || said.some(({ kind }) => kind === 'pactOpened'))
    compareLog(pact, said, faults);
  const { id, year, state, textHash } = pact;
  return { id, conference, year, state, textHash, signatures: standing.length, faults };
}

function checkText({ text, textHash }: PactRows, faults: string[]): void {
  if (text === null) return;
  if (sha256(text) !== textHash) faults.push(`its text hashes to ${sha256(text)}, its hash is ${textHash}`);
  try {
    if (canonicalText(JSON.parse(text) as Json) !== text) faults.push('its text is not in canonical form');
  } catch {
    faults.push('its text is no JSON');
  }
}

function compareLog(pact: PactRows, said: readonly Said[], faults: string[]): void {
  const opened = said.findLast(({ kind }) => kind === 'pactOpened');
  if (pact.text !== null && (opened?.data.text !== pact.text || opened.data.textHash !== pact.textHash))
    faults.push('its text is not the one the log says was opened for signature');
  const signed = new Map<string, string>();
  for (const { kind, data } of said) {
    if (kind === 'pactSigned') signed.set(String(data.memberId), `${data.delegateId} ${data.textHash}`);
    if (kind === 'signatureWithdrawn') signed.delete(String(data.memberId));
  }
  const standing = pact.signatures.filter(({ method, withdrawn }) => method === 'SESSION' && !withdrawn);
  const held = new Map(standing.map((each) => [each.memberId, `${each.delegateId} ${each.textHash}`]));
  if (!isDeepStrictEqual(held, signed))
    faults.push(`${held.size} signatures stand, by the log ${signed.size}, or they are others`);
  const parties = Array.isArray(opened?.data.parties) ? (opened.data.parties as string[]) : [];
  const complete = parties.length > 0 && parties.every((party) => signed.has(party));
  if ((pact.state === 'IN_FORCE') !== complete)
    faults.push(`it is ${pact.state}, and by the log ${signed.size} of ${parties.length} have signed`);
}
