import type { EntityManager } from 'typeorm';
import { found } from '../graphql/context';
import { Poll } from './poll';

/** The poll, locked until the transaction ends, so that nobody opens, closes or casts meanwhile. @throws Refusal NOT_FOUND */
export async function lockPoll(tx: EntityManager, pollId: string): Promise<Poll> {
  return found(await tx.findOne(Poll, { where: { id: pollId }, lock: { mode: 'pessimistic_write' } }));
}
