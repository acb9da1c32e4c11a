import { isUsual, type PactTerms } from '../bloc/pact-rule';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { Pact } from './pact';
import type { Signature } from './signature';

function pactEvent(pact: Pact, kind: EventKind, data: { readonly [key: string]: Json }): DomainEvent {
  return {
    stream: pact.conferenceId,
    kind,
    subject: pact.id,
    data: { year: pact.year, ...data },
    topics: [topics.pact(pact.id), topics.conference(pact.conferenceId)],
  };
}

/** `parties` are those it would have, if it were opened for signature now. */
export function pactDrafted(
  pact: Pact,
  { articles, targets, parties }: { articles: number; targets: number; parties: readonly string[] },
): DomainEvent {
  const title = { vi: pact.title.vi, en: pact.title.en };
  return pactEvent(pact, 'pactDrafted', { title, articles, targets, parties });
}

/** Carries the whole text, so that the log alone shows what was signed, and its rule where that is not the usual one. */
export function pactOpened(pact: Pact, { text, textHash, parties, terms }: Opened): DomainEvent {
  const rule = { signatures: terms.signatures, from: terms.from };
  return pactEvent(pact, 'pactOpened', { text, textHash, parties, ...(isUsual(terms) ? {} : { rule }) });
}

interface Opened {
  readonly text: string;
  readonly textHash: string;
  /** Ids of members. */
  readonly parties: readonly string[];
  readonly terms: PactTerms;
}

/** A signature, as its entry tells it. */
interface Signed extends Pick<Signature, 'method' | 'scanHash' | 'note'> {
  readonly memberId: string;
  readonly delegateId: string;
  readonly signer: string;
  /** Paper by which they stood in. */
  readonly authorisation: string | null;
  readonly textHash: string;
}

export function pactSigned(
  pact: Pact,
  { method, scanHash, note, authorisation, ...by }: Signed,
  signed: number,
  parties: number,
): DomainEvent {
  return pactEvent(pact, 'pactSigned', {
    ...by,
    method,
    ...(authorisation === null ? {} : { authorisation }),
    ...(scanHash === null ? {} : { scanHash, note }),
    signed,
    parties,
  });
}

export function signatureWithdrawn(
  pact: Pact,
  by: { memberId: string; delegateId: string },
  reason: string,
): DomainEvent {
  return pactEvent(pact, 'signatureWithdrawn', { ...by, reason });
}

/** `from` is the first day it is in force, where its rule names one. */
export function pactInForce(pact: Pact, textHash: string): DomainEvent {
  const { inForceFrom: from } = pact;
  return pactEvent(pact, 'pactInForce', { textHash, ...(from === null ? {} : { from }) });
}
