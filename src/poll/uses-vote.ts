import type { EntityManager } from 'typeorm';
import { type Delegate, mandateOf } from '../conference/delegate';

/** Whether a delegate has cast a ballot, or holds a mandate that an open poll has as an elector. */
export async function usesVote(tx: EntityManager, delegate: Pick<Delegate, 'id' | 'mandateId'>): Promise<boolean> {
  const [row] = await tx.query<[{ used: boolean }]>(
    `select exists (select from poll_roll where delegate_id = $1)
       or exists (select from named_ballot_change where delegate_id = $1)
       or exists (select from poll_elector e join poll p on p.id = e.poll_id and p.state = 'OPEN' where e.elector_id = $2)
       as used`,
    [delegate.id, mandateOf(delegate)],
  );
  return row.used;
}
