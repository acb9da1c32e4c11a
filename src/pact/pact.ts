import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';

/**
 * DRAFT → OPEN → IN_FORCE. In DRAFT the text may be replaced. `openPact` makes the canonical text and opens signing;
 * the text may still go back to draft until the first signature freezes it. The last member's signature puts it in force.
 */
export enum PactState {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  IN_FORCE = 'IN_FORCE',
}
registerEnumType(PactState, {
  name: 'PactState',
  description: 'Where a pact stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    OPEN: { description: 'Open for signature.' },
    IN_FORCE: { description: 'Signed by every member.' },
  },
});

@Entity()
@ObjectType({ implements: Node, description: 'The emulation pact (giao ước thi đua) of a bloc for one year.' })
@Unique(['conferenceId', 'year'])
@Check('pact_state_check', `state in ('DRAFT', 'OPEN', 'IN_FORCE')`)
@Check(
  'pact_text_check',
  '(canonical_text is null) = (text_hash is null) and (frozen_at is null or text_hash is not null)',
)
export class Pact implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year it binds.' })
  year: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Title.' })
  title: TextPair;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, {
    nullable: true,
    description: 'Opening words before the articles; null where the source prints none.',
  })
  preamble: TextPair | null;

  @WordColumn()
  @Field(() => PactState, { description: 'Where it stands now.' })
  state: PactState;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The exact text that is hashed and signed: RFC 8785 JSON over NFC text. Null before opening and where no text is known.',
  })
  canonicalText: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the UTF-8 bytes of the canonical text, 64 lower-case hexadecimal digits.',
  })
  textHash: string | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the first signature froze the text.' })
  frozenAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the last signature put it in force here.' })
  inForceAt: Date | null;
}
