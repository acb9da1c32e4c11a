import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn } from '../database/columns';
import { Account } from './account';

/** What a signed-in person or an app shows with each request. Only the SHA-256 of its token is kept. */
@Entity()
@Unique(['tokenHash'])
@Index(['accountId'])
export class Session {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Account)
  accountId: string;

  @Column('bytea')
  tokenHash: Buffer;

  @InstantColumn()
  createdAt: Date;

  /** Null for an API key without an end. */
  @InstantColumn({ nullable: true })
  expiresAt: Date | null;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;
}
