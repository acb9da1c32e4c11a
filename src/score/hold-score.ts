import { randomUUID } from 'node:crypto';
import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { isHeld, requireAtBloc } from '../bloc/hold-role';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import { databaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { BlocRole, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { MemberScore, ScoreStage } from './member-score';
import { type HeldStanding, readStandings } from './read-standings';
import { criteriaOf, frozenTable } from './read-tables';
import { type ScoreAct, stageRefusal } from './rules';
import type { ScoreTable } from './table';
import type { YearTable } from './year-table';

/** Whose score of which year an act is about. */
@InputType()
export abstract class YearScoresInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => Int, { description: 'Emulation year, one whose score table is frozen.' })
  @Min(1948)
  @Max(2200)
  year: number;
}

@InputType()
export abstract class OneScoreInput extends YearScoresInput {
  @Field(() => ID, { description: 'The member, one that belongs to the bloc in that year.' })
  memberId: string;
}

/** Which member's score of which year, as an act names it. */
export interface Named {
  readonly blocId: string;
  readonly year: number;
  readonly memberId: string;
}

export const namedIn = ({ blocId, year, memberId }: OneScoreInput): Named => ({
  ...{ blocId: asId(blocId), year, memberId: asId(memberId) },
});

/** The score of one member as an act finds it. */
export interface HeldScore {
  readonly table: YearTable;
  readonly criteria: ScoreTable;
  readonly score: MemberScore;
  /** Of all members of the year, this one among them. */
  readonly standings: readonly HeldStanding[];
  readonly standing: HeldStanding;
  /** Roles at the bloc by which the caller acts. */
  readonly by: readonly BlocRole[];
}

/**
 * What every act on the score of one member begins with, once it holds the bloc: who may do it, at which stage. An officer
 * acts for the member whose officer they are. The first thing done about a member makes its row.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT for a member of other years,
 *   SCORE_STAGE
 */
export async function holdScore(tx: EntityManager, viewer: Viewer, name: ScoreAct, named: Named): Promise<HeldScore> {
  const { blocId, year, memberId } = named;
  const by = await requireAtBloc(tx, viewer, `Mutation.${name}`, blocId);
  found(await tx.findOneBy(Member, { id: memberId, blocId }));
  if (by.every((role) => role === BlocRole.OFFICER)) await requireOwn(tx, viewer, name, named);
  const table = await frozenTable(tx, blocId, year);
  const members = (await membersOfYear(tx, blocId, year)).map(({ id }) => id);
  if (!members.includes(memberId))
    throw new Refusal('BAD_USER_INPUT', { argument: 'memberId', cure: `Name a member of ${year}.` });
  const standings = await readStandings(tx, table.id, members);
  const standing = found(standings.find((each) => each.memberId === memberId));
  const score = standing.score ?? (await firstOf(tx, table, memberId));
  const refusal = stageRefusal(name, score.stage);
  if (refusal) throw new Refusal('SCORE_STAGE', { memberId, stage: score.stage, ...refusal });
  return { table, criteria: criteriaOf(table), score, standings, standing, by };
}

/** @throws Refusal FORBIDDEN */
async function requireOwn(
  tx: EntityManager,
  viewer: Viewer,
  name: ScoreAct,
  { blocId, memberId }: Named,
): Promise<void> {
  const [own] = await tx.query<object[]>(
    `select r.id from held_role r
     where r.bloc_id = $1 and r.account_id = $2 and r.member_id = $3 and r.role = 'OFFICER' and ${isHeld(databaseNow)}
     limit 1`,
    [blocId, viewer.accountId, memberId],
  );
  if (!own) throw new Refusal('FORBIDDEN', { field: `Mutation.${name}`, blocId, memberId });
}

async function firstOf(tx: EntityManager, { id: tableId }: YearTable, memberId: string): Promise<MemberScore> {
  const score: MemberScore = { id: randomUUID(), tableId, memberId, stage: ScoreStage.OPEN, round: 0, total: null };
  await tx.insert(MemberScore, score);
  return score;
}
