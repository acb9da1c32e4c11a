import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayMinSize, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, type Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { remarksDigest } from './digests';
import { mostEntries } from './entry-input';
import { scoreRemarked, scoresExplained } from './events';
import { type HeldScore, holdScore, namedIn, OneScoreInput } from './hold-score';
import { MemberScore, ScoreStage } from './member-score';
import { keyFaults } from './rules';
import { ScoreRemark, ScoreRemarkKind } from './score-remark';
import { gapsOf, standsOf } from './stand';

@InputType({ description: 'Why a member scored one leaf or extra as it did.' })
export class ScoreExplanationInput {
  @Field(() => String, { description: 'Its key.' })
  @MaxLength(400)
  key: string;

  @Field(() => String, { description: '3 to 2,000 characters.' })
  @Words(3, 2000)
  text: string;
}

@InputType({ description: 'What a member explains.' })
export class ExplainScoresInput extends OneScoreInput {
  @Field(() => [ScoreExplanationInput], { description: 'Of leaves and extras whose review differs; 1,000 at most.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostEntries)
  @ValidateNested()
  explanations: ScoreExplanationInput[];
}

@InputType({ description: 'A remark to one leaf or extra of a member.' })
export class AddScoreRemarkInput extends OneScoreInput {
  @Field(() => String, { description: 'Its key.' })
  @MaxLength(400)
  key: string;

  @Field(() => String, { description: '3 to 2,000 characters.' })
  @Words(3, 2000)
  text: string;
}

/**
 * Explains leaves whose review differs from the self-score, by the member's officer. What is reviewed after it is the next
 * round.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE,
 *   SCORE_ENTRIES_INVALID for keys whose review does not differ
 */
export async function explainScores(db: Database, viewer: Viewer, input: ExplainScoresInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.explainScores');
  const named = namedIn(input);
  const given = input.explanations.map(({ key, text }) => ({ key, text: words(text) }));
  const ask = { act: 'explainScores', about: { ...named, given }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {
    const held = await holdScore(tx, viewer, 'explainScores', named);
    const { leaves } = found(standsOf(held.criteria, held.standings).get(named.memberId));
    const differing = new Set(gapsOf(leaves).map(({ key }) => key));
    const faults = given
      .filter(({ key }) => !differing.has(key))
      .map(({ key }) => ({ key, part: 'key', cure: 'Take a key from `ScoreWork.gaps`.' }));
    if (faults.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults });
    const digest = await writeRemarks(tx, viewer, held, ScoreRemarkKind.EXPLANATION, given);
    await tx.update(MemberScore, held.score.id, { stage: ScoreStage.EXPLAINED });
    const explained = { ...held.score, stage: ScoreStage.EXPLAINED };
    return scoresExplained(held.table, explained, { count: given.length, digest });
  });
}

/**
 * Adds a remark to a leaf, before the score is final: by the member's officer, the leader's office or the council's.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE,
 *   SCORE_ENTRIES_INVALID for a key of no leaf
 */
export async function addScoreRemark(db: Database, viewer: Viewer, input: AddScoreRemarkInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.addScoreRemark');
  const named = namedIn(input);
  const remark = { key: input.key, text: words(input.text) };
  const ask = { act: 'addScoreRemark', about: { ...named, ...remark }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {
    const held = await holdScore(tx, viewer, 'addScoreRemark', named);
    const faults = keyFaults(held.criteria, [remark.key]);
    if (faults.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults });
    const digest = await writeRemarks(tx, viewer, held, ScoreRemarkKind.REMARK, [remark]);
    return scoreRemarked(held.table, held.score, { count: 1, digest });
  });
}

/** @returns a digest of what was written, ids nobody can guess in it */
async function writeRemarks(
  tx: EntityManager,
  viewer: Viewer,
  { score, by }: HeldScore,
  kind: ScoreRemarkKind,
  given: readonly { readonly key: string; readonly text: string }[],
): Promise<string> {
  const [writtenAt, batch] = [await readDatabaseNow(tx), randomUUID()];
  const isOfficer = kind === ScoreRemarkKind.EXPLANATION || by.every((each) => each === BlocRole.OFFICER);
  const office = by.includes(BlocRole.LEADER_OFFICE) ? BlocRole.LEADER_OFFICE : BlocRole.COUNCIL_OFFICE;
  const remarks = given.map(
    ({ key, text }): ScoreRemark => ({
      ...{ id: randomUUID(), memberScoreId: score.id, key, kind, text },
      ...{ role: isOfficer ? BlocRole.OFFICER : office, accountId: found(viewer.accountId), writtenAt, batch },
    }),
  );
  await tx.insert(ScoreRemark, remarks);
  return remarksDigest(remarks);
}
