import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BlocRole } from '../graphql/authorize/viewer';
import { ListSize } from '../graphql/loading/list-size';
import { Decimal, Instant } from '../graphql/types/scalars';
import { type ScoreEntry, ScorePart } from './score-entry';
import { type ScoreRemark, ScoreRemarkKind } from './score-remark';

@ObjectType('ScoreEntry', {
  description: 'What somebody entered for one leaf or extra. Parts that do not go with its kind are null.',
})
export class EntryView {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  accountId: string;

  @Field(() => ScorePart, { description: 'Whose score it is part of.' })
  part: ScorePart;

  @Field(() => Int, { description: 'Which it is of this leaf and part, from 1.' })
  version: number;

  @Field(() => Int, { description: 'Of a review: which round; 0 of a self-score.' })
  round: number;

  @Field(() => Boolean, { description: 'True: what was entered before was taken back, and nothing stands.' })
  empty: boolean;

  @Field(() => Boolean, { description: 'True: the member was not given this to do.' })
  notAssigned: boolean;

  @Field(() => Decimal, { nullable: true, description: 'The figure reached.' })
  actual: string | null;

  @Field(() => Decimal, { nullable: true, description: "The member's own target." })
  target: string | null;

  @Field(() => String, { nullable: true, description: 'The grade.' })
  grade: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was passed.' })
  passed: boolean | null;

  @Field(() => Decimal, { nullable: true, description: 'Points as entered.' })
  points: string | null;

  @Field(() => Int, { nullable: true, description: 'How often it happened.' })
  times: number | null;

  @ListSize(2)
  @Field(() => [Decimal], { description: 'A figure for each time; none where the kind has none.' })
  figures: readonly string[];

  @Field(() => String, { nullable: true, description: 'The evidence; of a review why.' })
  note: string | null;

  @Field(() => BlocRole, { description: 'By which role it was entered.' })
  role: BlocRole;

  @Field(() => Instant, { description: 'When.' })
  at: Date;

  @Field(() => Instant, { nullable: true, description: 'When a later one superseded it; null for what stands.' })
  supersededAt: Date | null;
}

@ObjectType('ScoreRemark', { description: 'What somebody wrote to one leaf or extra of a member.' })
export class RemarkView {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  accountId: string;

  @Field(() => ScoreRemarkKind, { description: 'A remark, or the explanation of a difference.' })
  kind: ScoreRemarkKind;

  @Field(() => String, { description: 'What was written.' })
  text: string;

  @Field(() => BlocRole, { description: 'By which role.' })
  role: BlocRole;

  @Field(() => Instant, { description: 'When.' })
  at: Date;
}

/** An entry as it is shown. */
export function entryView({ entry, enteredAt, ...row }: ScoreEntry): EntryView {
  const { notAssigned, actual, target, grade, passed, points, times, figures } = entry ?? {};
  return {
    ...{ ...row, at: enteredAt, empty: entry === null, notAssigned: notAssigned ?? false },
    ...{ actual: actual ?? null, target: target ?? null, grade: grade ?? null, passed: passed ?? null },
    ...{ points: points ?? null, times: times ?? null, figures: figures ?? [] },
  };
}

/** A remark as it is shown. */
export const remarkView = ({ writtenAt, ...row }: ScoreRemark): RemarkView => ({ ...row, at: writtenAt });
