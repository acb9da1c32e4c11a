import { Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import { Decimal } from '../graphql/types/scalars';
import type { ScoreCard } from './card';
import { ScoreLine } from './criterion';
import { ScoreStage } from './member-score';
import type { HeldStanding } from './read-standings';
import type { ScoreEntry } from './score-entry';
import type { Stand } from './stand';
import { YearTable } from './year-table';

@ObjectType('ScoreCard', { description: 'What one member comes to, by its own score or by the review.' })
export class ScoreCardView {
  @Field(() => Decimal, { description: 'Points of all criteria.' })
  points: string;

  @Field(() => Decimal, { description: 'Most points of the criteria that were assigned.' })
  max: string;

  @Field(() => Int, { description: 'Leaves that were assigned.' })
  leaves: number;

  @Field(() => Int, { description: 'Those of them that have points.' })
  scored: number;

  @Field(() => Decimal, { description: 'For being above plan, within the limit for all together.' })
  surplus: string;

  @Field(() => Decimal, { description: 'Bonuses.' })
  bonus: string;

  @Field(() => Decimal, { description: 'Penalties, from 0; they are taken off.' })
  penalty: string;

  @Field(() => Decimal, { description: 'Criteria, surplus and bonuses less penalties.' })
  total: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Points of all criteria in per cent of what was assigned, two places; null where nothing was.',
  })
  rate: string | null;

  @ListSize(1)
  @Field(() => [String], { description: 'Codes of awards for which the member is not proposed, by its penalties.' })
  disqualifiedFor: readonly string[];
}

@ObjectType('MemberScore', { description: 'How the score of one member stands, as far as the caller may see it.' })
export class MemberScoreView {
  memberId: string;

  @Field(() => ScoreStage, { description: 'Where it stands.' })
  stage: ScoreStage;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What it came to, once final: for its officer and the offices at once, for everybody from the release on.',
  })
  total: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its place; equal totals share one. For the offices and administrators also before the release, then by the review as it stands; for everybody from the release on.',
  })
  rank: number | null;

  @Field(() => ScoreWork, {
    nullable: true,
    description: 'How it was come to; for its officer, the offices and administrators.',
  })
  work: ScoreWork | null;
}

@ObjectType({ description: 'How the score of one member is come to.' })
export class ScoreWork {
  standing: HeldStanding;
  stand: Stand;
  lines: ReadonlyMap<string, ScoreLine>;

  @Field(() => Int, { description: 'Reviews so far: 0 before the first, 2 from the one that follows an explanation.' })
  round: number;

  @Field(() => ScoreCardView, { description: 'The self-score.' })
  self: ScoreCardView;

  @Field(() => ScoreCardView, { description: 'The review as it stands, in part or whole.' })
  review: ScoreCardView;

  @Field(() => ScoreCardView, { nullable: true, description: 'What is final; null before.' })
  final: ScoreCardView | null;

  @Field(() => Int, {
    description: 'Leaves whose review has no points yet, and extras the member claims that were not reviewed.',
  })
  missing: number;
}

@ObjectType({ description: 'One leaf or extra of one member.' })
export class ScoreLeaf {
  memberScoreId: string | null;

  @Field(() => ScoreLine, { description: 'The leaf or extra.' })
  criterion: ScoreLine;

  self: ScoreEntry | null;
  review: ScoreEntry | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Points by the self-score; null where there are none. Those of a penalty are below 0.',
  })
  selfPoints: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Points by the review; null where there are none.' })
  reviewPoints: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Review less self where the two differ, no points counted as 0; 0 where what was entered differs alone. Null where they agree, and before the review.',
  })
  difference: string | null;
}

@ObjectType('YearScores', {
  description: 'The scores of the members of a bloc for one year, as far as the caller may see them.',
})
export class YearScores {
  @Field(() => YearTable, { description: 'The frozen table they are scored by.' })
  table: YearTable;

  @ListSize(20)
  @Field(() => [MemberScoreView], {
    description:
      'Members of the year as the bloc lists them: before the release those whose officer the caller is, for offices and administrators all; from the release on all for everybody.',
  })
  members: readonly MemberScoreView[];
}

/** A card as it is shown. */
export const cardView = ({ whole, ...card }: ScoreCard): ScoreCardView => ({ ...whole, ...card });
