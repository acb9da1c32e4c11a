import { Check, Column, Entity, Unique } from 'typeorm';
import { IdColumn } from '../database/columns';

/** Kinds of pictures an emblem may be, told by their first bytes; never SVG, which can carry scripts. */
export type EmblemType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The largest emblem, in bytes. */
export const maxEmblemBytes = 131_072;

/** A picture as a file brought it; never changed. */
@Entity()
@Unique(['sha256'])
@Check('emblem_type_check', `type in ('image/png', 'image/jpeg', 'image/webp')`)
@Check('emblem_bytes_check', `length(bytes) <= 131072`)
export class Emblem {
  @IdColumn()
  id: string;

  /** Of the bytes, in hex. */
  @Column('text')
  sha256: string;

  @Column('text')
  type: EmblemType;

  @Column('bytea')
  bytes: Buffer;
}
