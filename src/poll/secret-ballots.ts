import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import type { Poll } from './poll';
import type { BallotKeys, KeyedPoll } from './seal/ballot-keys';

interface Sealed {
  readonly codes: readonly string[];
  /** Base64. */
  readonly sealed: readonly string[];
  /** How many the roll has of them. */
  readonly voted: number;
}

/**
 * Opens the ballots of a secret poll that is locked: they are written in the order of what they say, by this one
 * transaction, and the sealed ones deleted. Nothing of the order in which they were cast is left in the tables, and what
 * PostgreSQL has not overwritten yet is sealed to a key that is destroyed. Source: docs/decisions/0020-sealed-ballots.md
 * @throws Refusal BALLOT_KEY_MISSING
 */
export async function openBallots(
  tx: EntityManager,
  { id, ballotKey }: Pick<Poll, 'id' | 'ballotKey'>,
  keys: BallotKeys,
): Promise<void> {
  const [found] = await tx.query<Sealed[]>(
    `select array(select code from poll_option where poll_id = $1) as codes,
       array(select encode(sealed, 'base64') from sealed_ballot where poll_id = $1) as sealed,
       (select count(*)::int from poll_roll where poll_id = $1 and method is distinct from 'ON_PAPER') as voted`,
    [id],
  );
  if (!found || ballotKey === null || found.sealed.length !== found.voted)
    throw new Error(`poll ${id}: ${found?.voted} voted here, and there are ${found?.sealed.length} sealed ballots`);
  const ballots = await keys.open({ id, ballotKey }, found.codes, found.sealed);
  await tx.query('delete from sealed_ballot where poll_id = $1', [id]);
  await tx.query(
    `insert into unlinked_ballot (id, poll_id, choices)
     select gen_random_uuid(), $1, array(select json_array_elements_text(choices))
     from json_array_elements($2::json) with ordinality as ballot (choices, n) order by n`,
    [id, JSON.stringify(ballots)],
  );
}

/**
 * Deletes the ballots of a secret poll unopened, and what those on paper say: where they are too few for a count to hide
 * anybody, and where the poll is set aside.
 */
export async function discardBallots(tx: EntityManager, pollId: string): Promise<void> {
  await tx.query('delete from sealed_ballot where poll_id = $1', [pollId]);
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
 * Destroys the key of a secret poll that is no longer open, once that is committed and before it is acknowledged. The rows
 * that were deleted are taken away in the background: nobody waits for it, and should the process die first, autovacuum does
 * it within a minute or so. Does nothing for any other poll.
 */
export async function forgetBallots(db: Database, keys: BallotKeys, pollId: string): Promise<void> {
  const [poll] = await db.query<KeyedPoll[]>(
    `select id, ballot_key as "ballotKey" from poll where id = $1 and ballot_key is not null and state <> 'OPEN'`,
    [pollId],
  );
  if (!poll) return;
  await keys.settle(db, poll);
  void db.query('vacuum sealed_ballot').catch(() => undefined);
}
