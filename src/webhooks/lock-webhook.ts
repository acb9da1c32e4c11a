import type { EntityManager } from 'typeorm';
import { found } from '../graphql/context';
import { Webhook } from './webhook';

/** The receiver, held until the transaction ends: its sender notes nothing meanwhile. @throws Refusal NOT_FOUND */
export async function lockWebhook(tx: EntityManager, id: string): Promise<Webhook> {
  return found(await tx.findOne(Webhook, { where: { id }, lock: { mode: 'pessimistic_write' } }));
}
