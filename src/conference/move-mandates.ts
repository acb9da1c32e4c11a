import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import { Delegate, mandateOf } from './delegate';
import { delegateReplaced } from './events';

/**
 * Moves the mandates of one delegate to another of the same member, who then has what they had. Hold both.
 * @param by the paper by which they go; null where they go back to the delegate whose they are
 */
export async function moveMandates(
  tx: EntityManager,
  giver: Delegate,
  taker: Delegate,
  by: { readonly paper: string | null; readonly from: Date; readonly until: Date | null } | null,
): Promise<DomainEvent> {
  const none = { proxyForId: null, mandateId: null, proxyPaper: null, proxyFrom: null, proxyUntil: null };
  const mandate = mandateOf(giver);
  const taken = {
    ...{ mayVote: giver.mayVote, maySign: giver.maySign },
    ...(by ? { proxyForId: giver.id, proxyPaper: by.paper, proxyFrom: by.from, proxyUntil: by.until } : none),
    mandateId: mandate === taker.id ? null : mandate,
  };
  const given = { ...none, mayVote: false, maySign: false };
  await tx.update(Delegate, giver.id, given);
  await tx.update(Delegate, taker.id, taken);
  const member = giver.memberId === null ? null : await tx.findOneBy(Member, { id: giver.memberId });
  return delegateReplaced(member, [giver, { ...giver, ...given }], [taker, { ...taker, ...taken }]);
}
