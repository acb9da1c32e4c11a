import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { TextPairColumn } from '../database/columns';
import { Decimal } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Poll } from './poll';

@Entity({ name: 'poll_option' })
@ObjectType('PollOption', { description: 'One thing a ballot can choose.' })
@Unique(['pollId', 'proposalId'])
@Unique(['pollId', 'memberId'])
@Check('poll_option_about_check', 'proposal_id is null or member_id is null')
export class Option {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  @PrimaryColumn('text')
  @Field(() => String, {
    description: 'Code to put on the ballot, unique within the poll; YES, NO or ABSTAIN in yes/no polls.',
  })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place on the ballot, from 1.' })
  ordinal: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'What the ballot says.' })
  label: TextPair;

  /** The member it stands for. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  /** The award proposal it stands for, of the same conference; named, since that room stands above this one. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Proposal')
  proposalId: string | null;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is a woman, or a collective with 70 % women or more, which Decree 152/2025, Art. 4(6) puts first; null where nobody said.',
  })
  goesFirst: boolean | null;

  @Column('numeric', { nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: 'Final score of its member when the poll opened, where the tie order asks for it.',
  })
  score: string | null;
}
