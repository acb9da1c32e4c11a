import { InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { type Conference, ConferenceNature } from '../conference/conference';
import { evaluatedYear } from '../conference/evaluated-year';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { ranksReleased } from './events';
import { YearScoresInput } from './hold-score';
import { ranks } from './rank';
import { readFinalScores } from './read-final-scores';
import { frozenTable } from './read-tables';
import { YearTable } from './year-table';

@InputType({ description: 'Whose totals and ranks everybody is to see.' })
export class ReleaseRanksInput extends YearScoresInput {}

/**
 * Releases the final totals and ranks of a year to everybody, once: by the chair at an open conference of the bloc that
 * evaluates the year and is no rehearsal, by the leader's office, or by an administrator. Ties of votes are decided by
 * them from then on.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SCORE_TABLE_NOT_FROZEN, SCORES_NOT_FINAL,
 *   RANKS_RELEASED
 */
export async function releaseRanks(db: Database, viewer: Viewer, input: ReleaseRanksInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.releaseRanks');
  const { year, idempotencyKey } = input;
  const blocId = asId(input.blocId);
  let conference: Conference | null = null;
  const first = async (tx: EntityManager) => {
    // The conference and its log before the bloc, as all acts take them that write to both.
    conference = viewer.role === Role.CHAIR ? await holdWithLog(tx, found(viewer.conferenceId)) : null;
    await holdBloc(blocId)(tx);
  };
  return act(db, viewer, { act: 'releaseRanks', about: { blocId, year }, idempotencyKey, first }, async (tx) => {
    if (conference) requireEvaluating(conference, blocId, year);
    else await requireAtBloc(tx, viewer, 'Mutation.releaseRanks', blocId);
    const table = await frozenTable(tx, blocId, year);
    if (!table.finishedAt) throw new Refusal('SCORES_NOT_FINAL', { year });
    if (table.releasedAt) throw new Refusal('RANKS_RELEASED', { year });
    await tx.update(YearTable, table.id, { releasedAt: await readDatabaseNow(tx) });
    const totals = found(await readFinalScores(tx, blocId, year));
    return ranksReleased(table, conference, totals, ranks(totals));
  });
}

async function holdWithLog(tx: EntityManager, conferenceId: string): Promise<Conference> {
  const conference = await holdOpenConference(tx, conferenceId);
  await tx.query('select from log_head where stream = $1 for update', [conference.id]);
  return conference;
}

/** @throws Refusal FORBIDDEN */
function requireEvaluating(conference: Conference, blocId: string, year: number): void {
  const isOfBloc = conference.blocId === blocId && conference.nature !== ConferenceNature.REHEARSAL;
  if (isOfBloc && evaluatedYear(conference) === year) return;
  throw new Refusal('FORBIDDEN', { field: 'Mutation.releaseRanks', blocId, conferenceId: conference.id, year });
}
