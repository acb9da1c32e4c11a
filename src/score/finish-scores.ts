import { InputType } from 'type-graphql';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { membersOfYear } from '../bloc/read-members';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { entriesDigest } from './digests';
import { scoresFinished } from './events';
import { YearScoresInput } from './hold-score';
import { MemberScore, ScoreStage } from './member-score';
import { type HeldStanding, readStandings } from './read-standings';
import { criteriaOf, frozenTable } from './read-tables';
import { type Stand, standsOf } from './stand';
import { YearTable } from './year-table';

@InputType({ description: 'Which scores become final.' })
export class FinishScoresInput extends YearScoresInput {}

/**
 * Makes the reviewed scores of all members of a year final, once: nothing is entered, reviewed or remarked after it. Nobody but
 * the offices sees what they came to before it is released.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, SCORES_FINAL, SCORES_MISSING with the members
 *   that are not reviewed whole and how many of their leaves are missing
 */
export async function finishScores(db: Database, viewer: Viewer, input: FinishScoresInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.finishScores');
  const { year, idempotencyKey } = input;
  const blocId = asId(input.blocId);
  const ask = { act: 'finishScores', about: { blocId, year }, idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.finishScores', blocId);
    const table = await frozenTable(tx, blocId, year);
    if (table.finishedAt) throw new Refusal('SCORES_FINAL', { year });
    const members = await membersOfYear(tx, blocId, year);
    const standings = await readStandings(
      tx,
      table.id,
      members.map(({ id }) => id),
    );
    const stands = standsOf(criteriaOf(table), standings);
    requireWhole(standings, stands);
    for (const { score, memberId } of standings)
      await tx.update(MemberScore, found(score).id, {
        stage: ScoreStage.FINAL,
        total: found(stands.get(memberId)).review.total,
      });
    await tx.update(YearTable, table.id, { finishedAt: await readDatabaseNow(tx) });
    const digest = entriesDigest(standings.flatMap(({ rows }) => [...rows.REVIEW.values()]));
    return scoresFinished(table, { members: members.map(({ id }) => id), digest });
  });
}

/** An explanation that no review has followed is not whole either. @throws Refusal SCORES_MISSING */
function requireWhole(standings: readonly HeldStanding[], stands: ReadonlyMap<string, Stand>): void {
  const members = standings
    .map(({ memberId, score }) => ({
      memberId,
      stage: score?.stage ?? ScoreStage.OPEN,
      missing: found(stands.get(memberId)).missing,
    }))
    .filter(({ stage, missing }) => stage !== ScoreStage.REVIEWED || missing > 0);
  if (members.length > 0 || standings.length === 0) throw new Refusal('SCORES_MISSING', { members });
}
