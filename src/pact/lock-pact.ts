import type { EntityManager } from 'typeorm';
import { found } from '../graphql/context';
import { Pact } from './pact';

/** The pact, locked until the transaction ends: signatures of one pact come one after the other. @throws Refusal NOT_FOUND */
export async function lockPact(tx: EntityManager, pactId: string): Promise<Pact> {
  return found(await tx.findOne(Pact, { where: { id: pactId }, lock: { mode: 'pessimistic_write' } }));
}
