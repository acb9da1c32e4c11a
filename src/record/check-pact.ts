import { isDeepStrictEqual } from 'node:util';
import type { PactTerms } from '../bloc/pact-rule';
import { canonicalText, type Json, sha256 } from '../log/canonical';
import type { Said } from './read-log';

/** A pact and its signatures, as the tables hold them. */
export interface PactRows {
  readonly id: string;
  readonly year: number;
  readonly state: 'DRAFT' | 'OPEN' | 'IN_FORCE';
  readonly text: string | null;
  readonly textHash: string | null;
  readonly needsSignatures: number | null;
  /** As yyyy-mm-dd. */
  readonly inForceFrom: string | null;
  /** UTC. */
  readonly settledAt: string | null;
  readonly inForceAt: string | null;
  /** Members that are parties, in order. */
  readonly parties: readonly string[];
  /** Every text that was opened for signature, oldest first. */
  readonly versions: readonly { readonly text: string; readonly textHash: string }[];
  readonly signatures: readonly {
    readonly memberId: string;
    readonly delegateId: string | null;
    readonly method: string;
    readonly textHash: string | null;
    readonly scanHash: string | null;
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
 * Checks a pact: its text is canonical and hashes to the hash, every signature that stands is over that hash and every
 * withdrawn one over that of a version, and texts, parties, signatures and state are those of the log. Signatures a source
 * reports of the past are over no text.
 */
export function checkPact(conference: string, pact: PactRows, said: readonly Said[]): PactCheck {
  const faults: string[] = [];
  checkText(pact, faults);
  for (const { memberId, method, textHash, withdrawn } of pact.signatures) {
    const hashes = withdrawn ? pact.versions.map((version) => version.textHash) : [pact.textHash];
    if (method !== 'RECORDED' && !hashes.includes(textHash))
      faults.push(`the signature of ${memberId} is over ${textHash}, the pact's hash is ${hashes.join(' or ')}`);
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
  compareVersions(pact, said, faults);
  const signed = new Map<string, string>();
  for (const { kind, data } of said) {
    if (kind === 'pactSigned')
      signed.set(String(data.memberId), `${data.delegateId} ${data.textHash} ${data.scanHash ?? ''}`);
    if (kind === 'signatureWithdrawn') signed.delete(String(data.memberId));
  }
  const standing = pact.signatures.filter(({ method, withdrawn }) => method !== 'RECORDED' && !withdrawn);
  const held = new Map(
    standing.map((each) => [each.memberId, `${each.delegateId} ${each.textHash} ${each.scanHash ?? ''}`]),
  );
  if (!isDeepStrictEqual(held, signed))
    faults.push(`${held.size} signatures stand, by the log ${signed.size}, or they are others`);
  const parties = Array.isArray(opened?.data.parties) ? (opened.data.parties as string[]) : [];
  if (pact.text !== null && !isDeepStrictEqual(pact.parties, parties))
    faults.push(`it has ${pact.parties.length} parties, by the log ${parties.length}, or they are others`);
  compareForce(pact, opened, { signed: signed.size, parties: parties.length }, faults);
}

/** By what it came into force, and from when. Withdrawn signatures are gone before it does, and none goes after. */
function compareForce(
  pact: PactRows,
  opened: Said | undefined,
  { signed, parties }: { readonly signed: number; readonly parties: number },
  faults: string[],
): void {
  const rule = (opened?.data.rule ?? {}) as Partial<PactTerms>;
  const [needed, from] = [rule.signatures ?? parties, rule.from ?? null];
  if (pact.text !== null && ((pact.needsSignatures ?? parties) !== needed || pact.inForceFrom !== from))
    faults.push(
      `it needs ${pact.needsSignatures ?? parties} signatures, from ${pact.inForceFrom}; by the log ${needed}, from ${from}`,
    );
  if ((pact.state === 'IN_FORCE') !== (parties > 0 && signed >= needed))
    faults.push(`it is ${pact.state}, and by the log ${signed} of ${parties} have signed, and ${needed} have to`);
  const day = from === null ? 0 : Date.parse(`${from}T00:00:00+07:00`);
  const begins = pact.settledAt === null ? null : Math.max(Date.parse(pact.settledAt), day);
  if (begins !== (pact.inForceAt === null ? null : Date.parse(pact.inForceAt)))
    faults.push(`it is in force from ${pact.inForceAt}, by its rule from ${begins && new Date(begins).toISOString()}`);
}

function compareVersions({ versions }: PactRows, said: readonly Said[], faults: string[]): void {
  const opened = said.filter(({ kind }) => kind === 'pactOpened').map(({ data }) => [data.text, data.textHash]);
  const kept = versions.map(({ text, textHash }) => [text, textHash]);
  if (!isDeepStrictEqual(kept, opened))
    faults.push(`${kept.length} texts are kept as opened, by the log ${opened.length}, or they are others`);
}
