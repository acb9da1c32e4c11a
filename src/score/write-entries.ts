import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { readDatabaseNow } from '../database/database-now';
import type { BlocRole, Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { entriesDigest } from './digests';
import type { GivenEntry } from './entry-input';
import type { MemberScore } from './member-score';
import { ScoreEntry, type ScorePart } from './score-entry';

/** Entries as they are to be written, each by a role. */
interface Written {
  readonly score: MemberScore;
  readonly part: ScorePart;
  readonly round: number;
  /** What stands of that part, by key. */
  readonly standing: ReadonlyMap<string, ScoreEntry>;
  readonly entries: readonly (GivenEntry & { readonly role: BlocRole })[];
}

/**
 * Writes entries, each above what stood at its key. Hold the bloc before, so that two at once come one after the other
 * and both are kept.
 * @returns what they say as one digest, for the log, which everybody reads: ids nobody can guess are part of it, so that
 *   no points can be found by trying
 */
export async function writeEntries(
  tx: EntityManager,
  viewer: Viewer,
  { score, part, round, standing, entries }: Written,
): Promise<string> {
  const [at, batch] = [await readDatabaseNow(tx), randomUUID()];
  const rows = entries.map(({ key, entry, note, role }): ScoreEntry => {
    const version = (standing.get(key)?.version ?? 0) + 1;
    return {
      ...{ id: randomUUID(), memberScoreId: score.id, key, part, version, round, entry, note, role },
      ...{ accountId: found(viewer.accountId), enteredAt: at, supersededAt: null, batch },
    };
  });
  await tx.query(
    `update score_entry set superseded_at = $1
     where member_score_id = $2 and part = $3 and key = any($4) and superseded_at is null`,
    [at, score.id, part, rows.map(({ key }) => key)],
  );
  await tx.insert(ScoreEntry, rows);
  return entriesDigest(rows);
}
