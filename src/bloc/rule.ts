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
}

/** The checks the database makes on an embedded rule, for `@Check` on the table that holds it. */
export const ruleCheck = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO') and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0)`;
