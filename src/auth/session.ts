import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn } from '../database/columns';
import { Instant } from '../graphql/types/scalars';
import { Account } from './account';

export enum SessionKind {
  BROWSER = 'BROWSER',
  KEY = 'KEY',
}
registerEnumType(SessionKind, {
  name: 'SessionKind',
  description: 'How somebody is let in.',
  valuesConfig: {
    BROWSER: { description: 'A person who signed in, on a page or in a program.' },
    KEY: { description: 'A client app with an API key.' },
  },
});

/** What a signed-in person or an app shows with each request. Only the SHA-256 of its token is kept. */
@Entity()
@ObjectType({ description: 'A session somebody has opened with a badge, or an API key. Its token is never shown.' })
@Unique(['tokenHash'])
@Index(['accountId'])
@Check('session_conferences_check', 'cardinality(conference_ids) > 0')
export class Session {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Account)
  accountId: string;

  @Column('bytea')
  tokenHash: Buffer;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was opened, or the key made.' })
  createdAt: Date;

  /** When it was last shown, give or take an hour (auth/last-use); null when it was not. */
  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    name: 'lastSeenAt',
    nullable: true,
    description: 'When it was last shown, give or take an hour; null for not since it was opened.',
  })
  lastUsedAt: Date | null;

  /** Null for an API key without an end. */
  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ends; null for an API key without an end.' })
  expiresAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was ended; null while nobody has.' })
  revokedAt: Date | null;

  /** The conferences an API key is limited to; null for no limit, and for people. */
  @Column('uuid', { array: true, nullable: true })
  conferenceIds: string[] | null;

  /** The session in which the badge or identity was given that opened it; null for the operator's, keys and older ones. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Session)
  givenIn: string | null;

  /** When that was given; null where this was not kept yet. */
  @InstantColumn({ nullable: true })
  givenAt: Date | null;
}
