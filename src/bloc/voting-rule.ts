import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn } from '../database/columns';
import { Bloc } from './bloc';
import { Rule, ruleCheck } from './rule';

/** What one bloc settled for one year and subject; poll/rules holds the default where a bloc settled nothing. */
@Entity()
@ObjectType('YearRule', { description: "A bloc's own voting rule for one emulation year and subject." })
@Unique(['blocId', 'year', 'subject'])
@Check('voting_rule_check', ruleCheck)
export class VotingRule {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year being judged.' })
  year: number;

  @Column('text')
  @Field(() => String, {
    description:
      'RESOLUTION, LEADERSHIP, the code of an award, or a kind of award (EMULATION_FLAG, OTHER) for all that have no rule of their own.',
  })
  subject: string;

  @Column(() => Rule, { prefix: false })
  @Field(() => Rule, { description: 'The rule.' })
  rule: Rule;
}
