import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { IdColumn, InstantColumn, TextPairColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Node } from '../graphql/types/node';
import { CalendarDate, Instant } from '../graphql/types/scalars';
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

@ObjectType({ description: 'The paper by which a delegate stands in for another (giấy ủy quyền).' })
export class Authorisation {
  @Field(() => String, { description: 'Its number and date.' })
  paper: string;

  @Field(() => Instant, { description: 'From when it holds.' })
  from: Date;

  @Field(() => Instant, { nullable: true, description: 'Until when it holds; null for no end.' })
  until: Date | null;
}

/** Delegates one request may name. */
export const mostDelegates = 1_000;

@Entity()
@ObjectType({ implements: Node, description: 'A person attending a conference.' })
@Unique(['conferenceId', 'code'])
@Index('delegate_ending_paper_idx', ['proxyUntil'], { where: 'proxy_until is not null' })
@Check('delegate_mandate_check', 'member_id is not null or not (may_vote or may_sign)')
@Exclusion('delegate_mandate_key', 'using btree (coalesce(mandate_id, id) with =) where (may_vote)')
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

  /**
   * Whose mandates this delegate holds: those of the delegate they were given to first, when they have moved here; null
   * for their own. What polls of delegates have as elector (conference/delegate `mandateOf`).
   */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  mandateId: string | null;

  /** Number and date of the paper of authorisation; null for a stand-in of the source, and for nobody's. */
  @Column('text', { nullable: true })
  proxyPaper: string | null;

  @InstantColumn({ nullable: true })
  proxyFrom: Date | null;

  /** From then on mandates that came by the paper may not be used, and go back (conference/paper-clock); null for no end. */
  @InstantColumn({ nullable: true })
  proxyUntil: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the desk entered that the delegate will not come; null for one who is expected.',
  })
  withdrawnAt: Date | null;

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
  @Field(() => Boolean, { description: "True when the delegate casts the member's vote, be it as a stand-in." })
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

/** Id of the delegate to whom mandates that came by a paper go back; null for one who holds their own. */
export const ownerOf = ({ mandateId, proxyForId }: Pick<Delegate, 'mandateId' | 'proxyForId'>): string | null =>
  mandateId ?? proxyForId;

/** Id of the mandate to vote that a delegate holds, or would hold. */
export const mandateOf = ({ id, mandateId }: Pick<Delegate, 'id' | 'mandateId'>): string => mandateId ?? id;
