import type { EntityManager } from 'typeorm';
import { Signature } from './signature';

/** Whether a delegate has signed a pact, be it withdrawn since. */
export function hasSigned(tx: EntityManager, delegateId: string): Promise<boolean> {
  return tx.existsBy(Signature, { delegateId });
}
