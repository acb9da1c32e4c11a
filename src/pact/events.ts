import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { Pact } from './pact';

function pactEvent(pact: Pact, kind: string, data: { readonly [key: string]: Json }): DomainEvent {
  return {
    stream: pact.conferenceId,
    kind,
    subject: pact.id,
    data: { year: pact.year, ...data },
    topics: [topics.pact(pact.id), topics.conference(pact.conferenceId)],
  };
}

export function pactDrafted(pact: Pact, articles: number, targets: number): DomainEvent {
  return pactEvent(pact, 'pactDrafted', { title: { vi: pact.title.vi, en: pact.title.en }, articles, targets });
}

/** Carries the whole text, so that the log alone shows what was signed. */
export function pactOpened(pact: Pact, text: string, textHash: string, parties: readonly string[]): DomainEvent {
  return pactEvent(pact, 'pactOpened', { text, textHash, parties });
}

export function pactSigned(
  pact: Pact,
  by: { memberId: string; delegateId: string; signer: string; textHash: string },
  signed: number,
  parties: number,
): DomainEvent {
  return pactEvent(pact, 'pactSigned', { ...by, method: 'SESSION', signed, parties });
}

export function signatureWithdrawn(
  pact: Pact,
  by: { memberId: string; delegateId: string },
  reason: string,
): DomainEvent {
  return pactEvent(pact, 'signatureWithdrawn', { ...by, reason });
}

export function pactInForce(pact: Pact, textHash: string): DomainEvent {
  return pactEvent(pact, 'pactInForce', { textHash });
}
