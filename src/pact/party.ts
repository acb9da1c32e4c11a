import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { TextPairColumn } from '../database/columns';
import type { TextPair } from '../graphql/types/text-pair';
import { Pact } from './pact';

/** One party of a pact, by the name it had when the text was opened for signature. A draft has none yet. */
@Entity('pact_party')
export class Party {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Pact)
  pactId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('int')
  ordinal: number;

  @TextPairColumn()
  officialName: TextPair;

  @TextPairColumn()
  shortName: TextPair;
}
