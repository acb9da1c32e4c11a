import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';
import { Emblem } from './emblem';

export enum BlocKind {
  CUM = 'CUM',
  KHOI = 'KHOI',
}
registerEnumType(BlocKind, {
  name: 'BlocKind',
  description: 'How the members of a bloc were grouped.',
  valuesConfig: {
    CUM: { description: 'Cụm thi đua: grouped by territory.' },
    KHOI: { description: 'Khối thi đua: grouped by function.' },
  },
});

/** A bloc is known by its slug, never by its name or members: several real blocs share both. */
@Entity()
@ObjectType({
  implements: Node,
  description: 'An emulation bloc: units that compete, are weighed and sign a pact together each year.',
})
@Unique(['slug'])
@ForeignKey(() => Emblem, ['emblemHash'], ['sha256'])
@Check('bloc_kind_check', `kind in ('CUM', 'KHOI')`)
export class Bloc implements Node {
  @IdColumn()
  id: string;

  @Column('text')
  @Field(() => String, { description: 'Short name in addresses, unique: lower-case letters, digits and hyphens.' })
  slug: string;

  @WordColumn()
  @Field(() => BlocKind, { description: 'Territorial or functional.' })
  kind: BlocKind;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Full name.' })
  name: TextPair;

  /** SHA-256 of its emblem (bloc/emblem), in hex; null without one. */
  @Column('text', { nullable: true })
  emblemHash: string | null;
}
