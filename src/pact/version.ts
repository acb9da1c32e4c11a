import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';
import { Instant } from '../graphql/types/scalars';
import { Pact } from './pact';

/** Rows are only ever added. */
@Entity('pact_version')
@ObjectType('PactVersion', {
  description: 'A text of a pact as it was once opened for signature; later ones take its place.',
})
export class Version {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Pact)
  pactId: string;

  @PrimaryColumn('int')
  @Field(() => Int, { description: 'From 1, in the order of opening.' })
  number: number;

  @Column('text')
  @Field(() => String, { description: 'The exact text: RFC 8785 JSON over NFC text.' })
  canonicalText: string;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 of its UTF-8 bytes; signatures name the version by it.' })
  textHash: string;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was opened for signature.' })
  openedAt: Date;
}
