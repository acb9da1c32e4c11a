import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { TextPairColumn } from '../database/columns';
import { TextPair } from '../graphql/types/text-pair';
import { Poll } from './poll';

@Entity({ name: 'poll_option' })
@ObjectType('PollOption', { description: 'One thing a ballot can choose.' })
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

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  @Column('uuid', { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Id of what is chosen with it, such as an award proposal; ask `node` for it.',
  })
  subjectId: string | null;
}
