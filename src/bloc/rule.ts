import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column } from 'typeorm';
import { WordColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';

export enum RuleBase {
  ALL = 'ALL',
  PRESENT = 'PRESENT',
  CAST = 'CAST',
  YES_NO = 'YES_NO',
}
registerEnumType(RuleBase, {
  name: 'RuleBase',
  description: 'What a share is a share of.',
  valuesConfig: {
    ALL: { description: 'All electors, present or not.' },
    PRESENT: { description: 'Electors present when the poll opened.' },
    CAST: { description: 'Ballots cast, blank ones and abstentions included.' },
    YES_NO: { description: 'Ballots for or against; abstentions left out.' },
  },
});

export enum Electorate {
  MEMBERS = 'MEMBERS',
  DELEGATES = 'DELEGATES',
}
registerEnumType(Electorate, {
  name: 'Electorate',
  description: 'Who holds a vote.',
  valuesConfig: {
    MEMBERS: { description: 'One vote per member unit, cast by a delegate with its mandate.' },
    DELEGATES: { description: 'One vote per delegate with the right to vote.' },
  },
});

export enum TieCriterion {
  VOTES = 'VOTES',
  SCORE = 'SCORE',
  DECREE_152_ART_4_6 = 'DECREE_152_ART_4_6',
  SECOND_BALLOT = 'SECOND_BALLOT',
  LEADERS_DECIDE = 'LEADERS_DECIDE',
}
registerEnumType(TieCriterion, {
  name: 'TieCriterion',
  description: 'By what options that met the rule are put in order, where there are more of them than seats.',
  valuesConfig: {
    VOTES: { description: 'More votes go first; always asked first.' },
    SCORE: {
      description:
        'The higher final score goes first. A poll that asks for it opens once there is a final score: SCORE_NOT_FINAL.',
    },
    DECREE_152_ART_4_6: {
      description:
        'A woman, or a collective with 70 % women or more, goes first: Decree 152/2025, Art. 4(6). Each option says whether it is one.',
    },
    SECOND_BALLOT: {
      description:
        'A second ballot among the tied, for the seats left; at most two. Its votes alone put them in order.',
    },
    LEADERS_DECIDE: { description: 'Leader and deputy decide, both named, with a written reason.' },
  },
});

/** The order of a rule that settles none. Source: docs/decisions/0018-ties-and-weights.md */
const usualTieOrder: readonly TieCriterion[] = [
  TieCriterion.VOTES,
  TieCriterion.SECOND_BALLOT,
  TieCriterion.LEADERS_DECIDE,
];

/** What a rule of a bloc says where nothing else is said of ties, self-votes and weights. */
export const usualTerms = (): Pick<Rule, 'tieOrder' | 'selfVote' | 'doubleMajority' | 'memberWeights'> => ({
  tieOrder: [...usualTieOrder],
  selfVote: true,
  doubleMajority: false,
  memberWeights: null,
});

/** Fewest ballots a secret poll counts, where nobody settled another number. Source: docs/decisions/0005-unlinked-ballots.md */
export const usualFloor = 5;

/** The least such number anybody may settle: with fewer ballots, counts name their voters. */
export const leastFloor = 3;

/** The numbers of a voting rule, embedded in the rules of a year and copied into each poll. Whole numbers only. */
@ObjectType('VotingRule', {
  description: 'How a poll is decided. Whole numbers only, no fractions are ever rounded in favour.',
})
export class Rule {
  @WordColumn()
  @Field(() => Electorate, { description: 'Who holds a vote.' })
  electorate: Electorate;

  @Column('int')
  @Field(() => Int, {
    description: 'Quorum: numerator of the share of the electorate that must be present, rounded up.',
  })
  quorumNumerator: number;

  @Column('int')
  @Field(() => Int, { description: 'Quorum: denominator.' })
  quorumDenominator: number;

  @Column('int')
  @Field(() => Int, { description: 'Passing: numerator of the share of the base.' })
  passNumerator: number;

  @Column('int')
  @Field(() => Int, { description: 'Passing: denominator.' })
  passDenominator: number;

  @Column('boolean')
  @Field(() => Boolean, { description: 'True: more than the share is needed; false: the share itself is enough.' })
  passStrict: boolean;

  @WordColumn()
  @Field(() => RuleBase, { description: 'What the share is of.' })
  base: RuleBase;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many options may win at most; null where there are no seats.' })
  seats: number | null;

  @Column('int', { default: usualFloor })
  @Field(() => Int, {
    description:
      'Fewest ballots an UNLINKED poll counts: closed with fewer it decides nothing and no count of it is kept. 0 in polls that were closed before there was a floor; without meaning in NAMED ones.',
  })
  floor: number;

  @Column('text', { array: true, default: usualTieOrder })
  @ListSize(3)
  @Field(() => [TieCriterion], { description: 'What decides between options that tie, in order; VOTES first.' })
  tieOrder: TieCriterion[];

  @Column('boolean', { default: true })
  @Field(() => Boolean, {
    description:
      'Whether a member votes on itself. False: members that a poll proposes or chooses among hold no vote in it, and quorum and base are of the others.',
  })
  selfVote: boolean;

  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description:
      'True: the share is asked of the delegates and, again, of their members, of which each counts for what more than half of the ballots of its delegates chose. NAMED polls of DELEGATES only.',
  })
  doubleMajority: boolean;

  /** Weight of each vote by the id of its member, decimals above 0 as text; members left out have 1. Null: votes are counted by heads. */
  @Column('jsonb', { nullable: true })
  memberWeights: Readonly<Record<string, string>> | null;
}

/** What holds of every embedded rule, as SQL. */
const sound = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO') and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0) and floor >= 0 and tie_order[1] = 'VOTES' and tie_order <@ array['VOTES', 'SCORE', 'DECREE_152_ART_4_6', 'SECOND_BALLOT', 'LEADERS_DECIDE'] and (member_weights is null or jsonb_typeof(member_weights) = 'object') and not (double_majority and (member_weights is not null or electorate = 'MEMBERS'))`;

/**
 * A rule that asks for something that can be: nobody present and nobody in favour is no rule, more than all in favour can
 * never be, and a floor below 3 is none.
 */
const asking =
  'quorum_numerator > 0 and pass_numerator > 0 and floor >= 3 and not (pass_strict and pass_numerator = pass_denominator)';

/** The check the database makes on a rule of a year, for `@Check` on its table. */
export const ruleCheck = `${sound} and ${asking}`;

/** The same of a poll's own rule; what was closed or set aside earlier stays as it was. */
export const pollRuleCheck = `${sound} and (state in ('CLOSED', 'VOID') or (${asking}))`;
