import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { holdBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, type Viewer } from '../graphql/authorize/viewer';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { type GivenEntry, givenEntries, mostEntries, ScoreEntryInput } from './entry-input';
import { scoresReviewed } from './events';
import { type HeldScore, holdScore, namedIn, OneScoreInput } from './hold-score';
import { MemberScore, ScoreStage } from './member-score';
import { acceptedOf, entriesFaults, type KeyFault } from './rules';
import { ScorePart } from './score-entry';
import { extrasOf, leavesOf, placed, Scorer, type ScoreTable } from './table';
import { writeEntries } from './write-entries';

@InputType({ description: 'How the score of a member is reviewed.' })
export class ReviewScoresInput extends OneScoreInput {
  @Field(() => [ScoreEntryInput], {
    nullable: true,
    description: 'What is scored otherwise than the member did, or the same leaf by leaf; 1,000 at most.',
  })
  @ArrayMaxSize(mostEntries)
  @ValidateNested()
  entries?: ScoreEntryInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Keys where the self-score is accepted: of a group all below it that wait for a review, also `bonus:` and `penalty:`; of a leaf or extra that one, reviewed before or not.',
  })
  @ArrayMaxSize(mostEntries)
  @MaxLength(400, { each: true })
  acceptSelf?: string[] | null;
}

/** Whose leaves each office scores. */
const officeOf: Readonly<Record<Scorer, BlocRole>> = {
  BLOC: BlocRole.LEADER_OFFICE,
  COUNCIL_OFFICE: BlocRole.COUNCIL_OFFICE,
};

/**
 * Reviews the score of a member, in part or whole: the leader's office what the bloc scores, the council's office what it
 * scores itself. With the first review the self-score stays as it is. After an explanation it is the next round.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE,
 *   SCORE_ENTRIES_INVALID with everything that is wrong
 */
export async function reviewScores(db: Database, viewer: Viewer, input: ReviewScoresInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.reviewScores');
  const named = namedIn(input);
  const { given, faults } = givenEntries(input.entries ?? []);
  const accept = input.acceptSelf ?? [];
  const about = { ...named, given: asked(given), accept };
  const ask = { act: 'reviewScores', about, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {
    const held = await holdScore(tx, viewer, 'reviewScores', named);
    const { table, score, standing } = held;
    const accepted = acceptedIn(held, given, accept, faults);
    const round = score.stage === ScoreStage.REVIEWED ? score.round : score.round + 1;
    const offices = officesByKey(held.criteria);
    const entries = [...given, ...accepted].map((each) => ({
      ...{ ...each, role: offices.get(each.key) ?? BlocRole.LEADER_OFFICE },
    }));
    const digest = await writeEntries(tx, viewer, {
      ...{ score, part: ScorePart.REVIEW, round, standing: standing.rows.REVIEW, entries },
    });
    await tx.update(MemberScore, score.id, { stage: ScoreStage.REVIEWED, round });
    const reviewed = { ...score, stage: ScoreStage.REVIEWED, round };
    return scoresReviewed(table, reviewed, { count: entries.length, accepted: accepted.length, digest });
  });
}

/** The self-scores that are accepted, beside what is given. @throws Refusal SCORE_ENTRIES_INVALID, BAD_USER_INPUT */
function acceptedIn(
  { criteria, standing, by }: HeldScore,
  given: readonly GivenEntry[],
  accept: readonly string[],
  faults: readonly KeyFault[],
): readonly GivenEntry[] {
  const scorers = Object.values(Scorer).filter((scorer) => by.includes(officeOf[scorer]));
  const accepted = acceptedOf(criteria, standing, accept, scorers);
  const wrong = [...faults, ...entriesFaults(criteria, given, scorers), ...accepted.faults];
  if (wrong.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong });
  if (given.length + accepted.keys.length === 0)
    throw new Refusal('BAD_USER_INPUT', { argument: 'entries', cure: 'Give entries, or keys to accept.' });
  const own = new Set(given.map(({ key }) => key));
  return accepted.keys
    .filter((key) => !own.has(key))
    .map((key) => ({ key, entry: standing.self.get(key) ?? null, note: null }));
}

function officesByKey(table: ScoreTable): ReadonlyMap<string, BlocRole> {
  return new Map([
    ...leavesOf(placed(table.criteria)).map(({ key, scorer }) => [key, officeOf[scorer]] as const),
    ...extrasOf(table).map(({ key, extra }) => [key, officeOf[extra.scorer ?? Scorer.BLOC]] as const),
  ]);
}
