import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Electorate, leastFloor, type Rule, RuleBase, TieCriterion } from '../bloc/rule';
import { ActInput } from '../graphql/types/act-input';
import { Decimal } from '../graphql/types/scalars';
import { TextPairInput } from '../graphql/types/text-pair';
import { PollKind, Secrecy } from './poll';

@InputType({ description: 'What the votes of one member weigh.' })
export class MemberWeightInput {
  @Field(() => ID, { description: 'The member, of the same bloc.' })
  memberId: string;

  @Field(() => Decimal, { description: 'Above 0, at most nine digits before the point and six after it.' })
  weight: string;
}

@InputType({ description: 'A rule for one poll, in place of the one of the year.' })
export class RuleInput implements Omit<Rule, 'floor' | 'tieOrder' | 'selfVote' | 'doubleMajority' | 'memberWeights'> {
  @Field(() => Electorate, { description: 'Who holds a vote.' })
  electorate: Electorate;

  @Field(() => Int, { description: 'Quorum: numerator of the share that must be present, at most the denominator.' })
  @Min(1)
  @Max(1_000_000)
  quorumNumerator: number;

  @Field(() => Int, { description: 'Quorum: denominator.' })
  @Min(1)
  @Max(1_000_000)
  quorumDenominator: number;

  @Field(() => Int, { description: 'Passing: numerator of the share of the base, at most the denominator.' })
  @Min(1)
  @Max(1_000_000)
  passNumerator: number;

  @Field(() => Int, { description: 'Passing: denominator.' })
  @Min(1)
  @Max(1_000_000)
  passDenominator: number;

  @Field(() => Boolean, { description: 'True: more than the share is needed; not of the whole.' })
  passStrict: boolean;

  @Field(() => RuleBase, { description: 'What the share is of.' })
  base: RuleBase;

  @Field(() => Int, { nullable: true, description: 'How many may win at most, in a poll to choose.' })
  @Min(1)
  @Max(100)
  seats: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Fewest ballots an UNLINKED poll counts, 3 or more; 5 unless given.',
  })
  @IsOptional()
  @Min(leastFloor)
  @Max(1_000_000)
  floor?: number | null;

  @Field(() => [TieCriterion], {
    nullable: true,
    description: 'What decides a tie, in order, VOTES first: VOTES, SECOND_BALLOT, LEADERS_DECIDE unless given.',
  })
  @IsOptional()
  @ArrayMaxSize(5)
  tieOrder?: TieCriterion[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a member votes on itself; true unless given.' })
  selfVote?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether members must agree with delegates; false unless given. NAMED polls of DELEGATES only.',
  })
  doubleMajority?: boolean | null;

  @Field(() => [MemberWeightInput], {
    nullable: true,
    description:
      'What votes weigh, by member; members left out weigh 1. Votes are counted by heads where it is left out. NAMED polls only: SECRET_WEIGHTS.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  weights?: MemberWeightInput[] | null;
}

@InputType({ description: 'One thing to choose, in a poll of kind CHOOSE.' })
export class OptionInput {
  @Field(() => String, { description: 'Code to put on ballots: 1 to 40 letters, digits, `-` or `_`.' })
  @Matches(/^[A-Za-z0-9_-]{1,40}$/)
  code: string;

  @Field(() => TextPairInput, { description: 'What the ballot says.' })
  @ValidateNested()
  label: TextPairInput;

  @Field(() => ID, {
    nullable: true,
    description: 'The member it stands for, of the same bloc; not together with `proposalId`.',
  })
  memberId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The award proposal it stands for, of the same conference; not together with `memberId`.',
  })
  proposalId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is a woman, or a collective with 70 % women or more; needed of each option where the tie order has DECREE_152_ART_4_6.',
  })
  goesFirst?: boolean | null;
}

/** A question as its inputs give it. */
@InputType()
export abstract class QuestionInput extends ActInput {
  @Field(() => TextPairInput, { description: 'The question.' })
  @ValidateNested()
  question: TextPairInput;

  @Field(() => PollKind, {
    nullable: true,
    defaultValue: PollKind.YES_NO_ABSTAIN,
    description: 'What a ballot looks like.',
  })
  kind: PollKind;

  @Field(() => Secrecy, {
    nullable: true,
    defaultValue: Secrecy.NAMED,
    description: 'Who can learn how somebody voted.',
  })
  secrecy: Secrecy;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether counts run live; by default they do in NAMED polls, and in UNLINKED ones they never may: SECRET_COUNTS. `openPoll` may choose otherwise.',
  })
  liveTally?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a vote may be changed until closing; not unless given, and in UNLINKED polls never: SECRET_CHANGES.',
  })
  mayChange?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Which of the year's rules decides it: RESOLUTION, LEADERSHIP or the code of an award. Unless given, the award of the proposals it is about, or RESOLUTION.",
  })
  @Length(1, 60)
  subject?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The award proposal a yes/no question is about, of the same conference; in polls to choose the options name theirs.',
  })
  proposalId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Agenda item it belongs to.' })
  agendaItemId?: string | null;

  @Field(() => [OptionInput], {
    nullable: true,
    description: 'What there is to choose, 2 to 100; only in polls of kind CHOOSE.',
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  options?: OptionInput[] | null;

  @Field(() => Int, { nullable: true, description: 'How many one ballot may choose at most; 1 unless given.' })
  @Min(1)
  @Max(100)
  maxChoices?: number | null;

  @Field(() => RuleInput, {
    nullable: true,
    description: "A rule of its own; the bloc's rule of the year otherwise, or the default.",
  })
  @ValidateNested()
  rule?: RuleInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The poll this is a further round of, of the same conference; no draft.',
  })
  previousId?: string | null;
}
