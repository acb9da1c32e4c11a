import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/**
 * One thing that happened, at its place in the log of one conference or bloc.
 * `body` is the canonical form (log/canonical) and the only truth; the other columns repeat parts of it for look-ups,
 * but for `topics`, `idempotency_key` and `fingerprint`, which serve this server and are no part of the record.
 */
@Entity()
@Index('event_pact_signed_idx', ['stream', 'sequence'], { where: `kind = 'pactSigned'` })
@Index('event_idempotency_key', ['actorId', 'idempotencyKey'], {
  unique: true,
  where: 'idempotency_key is not null',
})
export class Event {
  /** Id of the conference or the bloc, or of the system stream (log/system-stream) for what belongs to none. */
  @PrimaryColumn('uuid')
  stream: string;

  /** 1, 2, 3 … without gaps, in the order of commits. */
  @PrimaryColumn('bigint')
  sequence: string;

  @InstantColumn()
  at: Date;

  @Column('text')
  kind: string;

  @Column('uuid', { nullable: true })
  actorId: string | null;

  /** RFC 8785 JSON over NFC text; UTF-8 of it are the bytes a Merkle leaf will hash. */
  @Column('text')
  body: string;

  /** What subscribers wait for (log/topics). */
  @Column('text', { array: true })
  topics: string[];

  @Column('text', { nullable: true })
  idempotencyKey: string | null;

  /** SHA-256 of what was asked, to tell a retry from another request under the same key. */
  @Column('bytea', { nullable: true })
  fingerprint: Buffer | null;
}
