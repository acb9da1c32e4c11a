import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column } from 'typeorm';
import { WordColumn } from '../database/columns';

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
}

/** What holds of every embedded rule, as SQL. */
const sound = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO') and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0) and floor >= 0`;

/** A rule that asks for something: nobody present and nobody in favour is no rule, and a floor below 3 is none. */
const asking = 'quorum_numerator > 0 and pass_numerator > 0 and floor >= 3';

/** The check the database makes on a rule of a year, for `@Check` on its table. */
export const ruleCheck = `${sound} and ${asking}`;

/** The same of a poll's own rule; what was closed or set aside earlier stays as it was. */
export const pollRuleCheck = `${sound} and (state in ('CLOSED', 'VOID') or (${asking}))`;
