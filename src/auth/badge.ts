import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, InstantColumn } from '../database/columns';
import { Account } from './account';

/** A one-time code that opens a session. Only its SHA-256 is kept. */
@Entity()
@Unique(['codeHash'])
export class Badge {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Account)
  accountId: string;

  @Column('bytea')
  codeHash: Buffer;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  usedAt: Date | null;
}
