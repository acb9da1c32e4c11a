import { ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { holdBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, type Viewer } from '../graphql/authorize/viewer';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { givenEntries, mostEntries, ScoreEntryInput } from './entry-input';
import { scoresEntered, scoresSubmitted } from './events';
import { holdScore, namedIn, OneScoreInput } from './hold-score';
import { MemberScore, ScoreStage } from './member-score';
import { entriesFaults } from './rules';
import { ScorePart } from './score-entry';
import { Scorer } from './table';
import { writeEntries } from './write-entries';

@InputType({ description: 'What a member scores itself.' })
export class EnterScoresInput extends OneScoreInput {
  @Field(() => [ScoreEntryInput], { description: 'Of any leaves and extras, those of the council too; 1,000 at most.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostEntries)
  @ValidateNested()
  entries: ScoreEntryInput[];
}

@InputType({ description: 'Whose self-score is handed in.' })
export class SubmitScoresInput extends OneScoreInput {}

/**
 * Enters the self-score of a member, in part or whole, by its officer; again to correct it, until its review begins. What is
 * entered again supersedes what stood; nothing is overwritten.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE,
 *   SCORE_ENTRIES_INVALID with everything that is wrong
 */
export async function enterScores(db: Database, viewer: Viewer, input: EnterScoresInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.enterScores');
  const named = namedIn(input);
  const { given, faults } = givenEntries(input.entries);
  const ask = { act: 'enterScores', about: { ...named, given: asked(given) }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {
    const { table, criteria, score, standing } = await holdScore(tx, viewer, 'enterScores', named);
    const wrong = [...faults, ...entriesFaults(criteria, given, Object.values(Scorer))];
    if (wrong.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong });
    const digest = await writeEntries(tx, viewer, {
      ...{ score, part: ScorePart.SELF, round: 0, standing: standing.rows.SELF },
      entries: given.map((each) => ({ ...each, role: BlocRole.OFFICER })),
    });
    return scoresEntered(table, score, { count: given.length, digest });
  });
}

/**
 * Hands in the self-score, so that its review may begin. Leaves may be empty; they are counted as missing.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE,
 *   SCORES_MISSING where nothing was entered
 */
export async function submitScores(db: Database, viewer: Viewer, input: SubmitScoresInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.submitScores');
  const named = namedIn(input);
  const ask = { act: 'submitScores', about: { ...named }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {
    const { table, score, standing } = await holdScore(tx, viewer, 'submitScores', named);
    if (standing.self.size === 0) throw new Refusal('SCORES_MISSING', { memberId: named.memberId });
    await tx.update(MemberScore, score.id, { stage: ScoreStage.SUBMITTED });
    return scoresSubmitted(table, { ...score, stage: ScoreStage.SUBMITTED });
  });
}
