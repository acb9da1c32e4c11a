import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { Conference, ConferenceNature } from '../conference/conference';
import { isVisible } from '../conference/visibility';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, asIdOrNone, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Poll, PollKind, PollState } from '../poll/poll';
import { outcomeOf } from '../poll/tie';
import { scoreTableFrozen } from './events';
import { criteriaOf, versionsOf } from './read-tables';
import { emptyGroups } from './rules';
import { YearTable } from './year-table';

@InputType({ description: 'By which table a bloc scores its members of a year.' })
export class FreezeScoreTableInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => Int, { description: 'Emulation year, 1948 to 2200.' })
  @Min(1948)
  @Max(2200)
  year: number;

  @Field(() => String, {
    description: '`ScoreTable.hash` of the newest version, so that nobody freezes another one than they have read.',
  })
  hash: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The poll that agreed on it: a yes/no question of a conference of the bloc, closed and passed. What it asked about is for whoever names it to know.',
  })
  pollId?: string | null;
}

/**
 * Freezes the newest version of a year: from then on members are scored by it, and no other is set.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_FROZEN, SCORE_TABLE_CHANGED, SCORE_TABLE_UNFILLED,
 *   NOT_AGREED
 */
export async function freezeScoreTable(db: Database, viewer: Viewer, input: FreezeScoreTableInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.freezeScoreTable');
  const { year, hash, idempotencyKey } = input;
  const [blocId, pollId] = [asId(input.blocId), asIdOrNone(input.pollId)];
  const about = { blocId, year, hash, pollId };
  return act(db, viewer, { act: 'freezeScoreTable', about, idempotencyKey, first: holdBloc(blocId) }, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.freezeScoreTable', blocId);
    if (pollId !== null) await requireAgreed(tx, viewer, blocId, pollId);
    const table = await newestOf(tx, blocId, year, hash);
    const frozen: YearTable = { ...table, frozenAt: await readDatabaseNow(tx), pollId };
    await tx.update(YearTable, table.id, { frozenAt: frozen.frozenAt, pollId });
    return scoreTableFrozen(frozen);
  });
}

/** @throws Refusal NOT_FOUND, NOT_AGREED */
async function requireAgreed(tx: EntityManager, viewer: Viewer, blocId: string, pollId: string): Promise<void> {
  const poll = found(await tx.findOneBy(Poll, { id: pollId }));
  const conference = found(await tx.findOneBy(Conference, { id: poll.conferenceId, blocId }));
  if (!isVisible(viewer, conference)) throw new Refusal('NOT_FOUND');
  const outcome = outcomeOf(poll);
  const isAgreed = poll.kind === PollKind.YES_NO_ABSTAIN && poll.state === PollState.CLOSED && outcome === 'PASSED';
  if (!isAgreed || conference.nature === ConferenceNature.REHEARSAL)
    throw new Refusal('NOT_AGREED', { pollId, state: poll.state, outcome });
}

/** @throws Refusal SCORE_TABLE_FROZEN, SCORE_TABLE_CHANGED, SCORE_TABLE_UNFILLED */
async function newestOf(tx: EntityManager, blocId: string, year: number, hash: string): Promise<YearTable> {
  const versions = await versionsOf(tx, blocId, year);
  const frozen = versions.find(({ frozenAt }) => frozenAt !== null);
  if (frozen) throw new Refusal('SCORE_TABLE_FROZEN', { year, version: frozen.version });
  const [newest] = versions;
  if (newest?.hash !== hash)
    throw new Refusal('SCORE_TABLE_CHANGED', { year, version: newest?.version ?? null, hash: newest?.hash ?? null });
  const groups = emptyGroups(criteriaOf(newest));
  if (groups.length) throw new Refusal('SCORE_TABLE_UNFILLED', { year, groups });
  return newest;
}
