import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';

/**
 * Writes the ballots of the poll anew in the order of their random ids. Until now each carried, as `xmin`, the
 * transaction that also wrote the roll; from now on all carry this one. The old rows go with the vacuum that follows.
 * Source: docs/decisions/0005-unlinked-ballots.md
 */
export async function shuffle(tx: EntityManager, pollId: string): Promise<void> {
  await tx.query(
    `with taken as (delete from unlinked_ballot where poll_id = $1 returning poll_id, choices)
     insert into unlinked_ballot (id, poll_id, choices)
     select gen_random_uuid(), poll_id, choices from (select * from taken order by random()) as shuffled`,
    [pollId],
  );
}

/** Deletes the ballots of the poll unread, and what those on paper say, where they are too few for a count to hide anybody. */
export async function discardBallots(tx: EntityManager, pollId: string): Promise<void> {
  await tx.query('delete from unlinked_ballot where poll_id = $1', [pollId]);
  await tx.query(
    `update poll set paper = jsonb_build_object('cast', paper -> 'cast', 'blank', 0, 'invalid', 0, 'votes', '{}'::jsonb)
     where id = $1 and paper is not null`,
    [pollId],
  );
  // What two people of the desk once entered of them, or of the whole poll, confirmed or not.
  await tx.query(
    `update pending_act set input = input || '{"blank": 0, "invalid": 0, "votes": []}'
     where target_id = $1 and kind in ('COUNT_PAPERS', 'RECORD_RESULT')`,
    [pollId],
  );
}

/**
 * Takes away the rows as they lay before a shuffle, in the background: nobody waits for it, and should the process die
 * first, autovacuum does it within a minute or so.
 */
export function sweepBallots(db: Database): void {
  void db.query('vacuum unlinked_ballot').catch(() => undefined);
}
