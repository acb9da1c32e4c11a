import type { EntityManager } from 'typeorm';
import { Delegate } from '../conference/delegate';
import { paperHoldsSql } from '../conference/paper-holds';
import type { Viewer } from '../graphql/authorize/viewer';

/**
 * The delegate who acts, held FOR SHARE: a replacement waits until they have signed, or they are read as they are after
 * it. A mandate whose paper does not hold now is none.
 */
export async function holdSigner(tx: EntityManager, viewer: Pick<Viewer, 'delegateId'>): Promise<Delegate> {
  const where = { id: viewer.delegateId ?? '' };
  const delegate = await tx.findOneOrFail(Delegate, { where, lock: { mode: 'pessimistic_read' } });
  const [paper] = await tx.query<[{ holds: boolean }]>(
    `select ${paperHoldsSql('clock_timestamp()')} as holds from delegate d where d.id = $1`,
    [delegate.id],
  );
  return { ...delegate, maySign: delegate.maySign && paper.holds };
}
