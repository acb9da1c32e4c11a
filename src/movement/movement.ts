import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { IdColumn, TextPairColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';

@Entity()
@ObjectType({ implements: Node, description: 'An emulation movement (phong trào thi đua): one field, one year.' })
@Unique(['blocId', 'year', 'code'])
export class Movement implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  /** The conference that launched it; named, since its room stands above this one. */
  @Column('uuid')
  @ForeignKey('Conference')
  conferenceId: string;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year.' })
  year: number;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the bloc and year.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the printed order, from 1.' })
  ordinal: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Field the movement is in.' })
  field: TextPair;

  @Column('boolean')
  @Field(() => Boolean, { description: 'True where the source gives the field special weight.' })
  emphasised: boolean;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'What the source says of it.' })
  text: TextPair | null;
}
