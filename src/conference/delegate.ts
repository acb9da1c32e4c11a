import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { IdColumn, TextPairColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Node } from '../graphql/types/node';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Conference } from './conference';

@ObjectType({ description: 'An office a person holds (chức vụ); one person may hold several at once.' })
export class Post {
  @Field(() => TextPair, { description: 'The post.' })
  title: TextPair;

  @ListSize(1)
  @Field(() => [String], { description: 'Other forms of it in the same source.' })
  aliases: string[];

  @Field(() => CalendarDate, { nullable: true, description: 'First day in it, where known.' })
  from: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day in it, where known.' })
  to: string | null;
}

@Entity()
@ObjectType({ implements: Node, description: 'A person attending a conference.' })
@Unique(['conferenceId', 'code'])
@Check('delegate_mandate_check', 'member_id is not null or not (may_vote or may_sign)')
export class Delegate implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  /** The member the delegate belongs to; null for guests and central delegates. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  /** The absent delegate who authorised this one. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  proxyForId: string | null;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the conference.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the list, from 1.' })
  ordinal: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Name.' })
  name: TextPair;

  @Column('jsonb', { default: [] })
  @ListSize(2)
  @Field(() => [Post], { description: 'Posts held at the time.' })
  posts: Post[];

  @Column('boolean')
  @Field(() => Boolean, { description: "True when the delegate casts the member's vote." })
  mayVote: boolean;

  @Column('boolean')
  @Field(() => Boolean, { description: 'True when the delegate signs the pact for the member.' })
  maySign: boolean;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the source says the person attended; null where it does not say.',
  })
  attended: boolean | null;
}
