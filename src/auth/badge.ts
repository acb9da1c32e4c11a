import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn } from '../database/columns';
import { Instant } from '../graphql/types/scalars';
import { Account } from './account';

/** A one-time code that opens a session. Only its SHA-256 is kept. */
@Entity()
@ObjectType({
  description: 'A one-time code that nobody has used yet. The code itself is shown once, when it is made.',
})
@Unique(['codeHash'])
@Index(['accountId'])
export class Badge {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Account)
  accountId: string;

  @Column('bytea')
  codeHash: Buffer;

  @InstantColumn()
  @Field(() => Instant, { description: 'Until when the code may be used.' })
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  usedAt: Date | null;

  /** The session it was made in; null for the operator's, and those of before this was kept. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Session')
  givenIn: string | null;

  /** When it was made; null where this was not kept yet. */
  @InstantColumn({ nullable: true })
  givenAt: Date | null;
}
