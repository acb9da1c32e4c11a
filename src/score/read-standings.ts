import { type EntityManager, In, IsNull } from 'typeorm';
import type { Entries } from './entry';
import { MemberScore } from './member-score';
import { ScoreEntry, ScorePart } from './score-entry';
import type { Standing } from './stand';

/** What stands of one member, with its rows; a member nobody has done anything about has none. */
export interface HeldStanding extends Standing {
  readonly score: MemberScore | null;
  /** Standing entries by key. */
  readonly rows: Readonly<Record<ScorePart, ReadonlyMap<string, ScoreEntry>>>;
}

/** What stands of these members by one table, in their order: two statements. For acts hold the bloc before. */
export async function readStandings(
  reader: EntityManager,
  tableId: string,
  memberIds: readonly string[],
): Promise<readonly HeldStanding[]> {
  const scores = await reader.findBy(MemberScore, { tableId, memberId: In([...memberIds]) });
  const entries = scores.length
    ? await reader.findBy(ScoreEntry, { memberScoreId: In(scores.map(({ id }) => id)), supersededAt: IsNull() })
    : [];
  return memberIds.map((memberId) => {
    const score = scores.find((each) => each.memberId === memberId) ?? null;
    const rowsOf = (part: ScorePart) =>
      new Map(
        entries
          .filter((row) => row.memberScoreId === score?.id && row.part === part)
          .map((row) => [row.key, row] as const),
      );
    const rows = { SELF: rowsOf(ScorePart.SELF), REVIEW: rowsOf(ScorePart.REVIEW) };
    return {
      ...{ memberId, score, rows, total: score?.total ?? null },
      ...{ self: entriesIn(rows.SELF), review: entriesIn(rows.REVIEW) },
    };
  });
}

/** What was entered and not taken back. */
function entriesIn(rows: ReadonlyMap<string, ScoreEntry>): Entries {
  return new Map([...rows].flatMap(([key, { entry }]) => (entry ? [[key, entry] as const] : [])));
}
