import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import type { PactTerms } from '../bloc/pact-rule';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';

/**
 * DRAFT → OPEN → IN_FORCE. In DRAFT the text may be replaced. `openPact` makes the canonical text, fixes the parties and
 * opens signing; as long as no signature stands, none given or all withdrawn, the text may go back to a draft. The
 * signature with which its rule is met puts it in force, for good; parties that have not signed may do so after that.
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
    IN_FORCE: { description: 'It has the signatures its rule asks for; in force from `inForceAt`.' },
  },
});

@Entity()
@ObjectType({ implements: Node, description: 'The emulation pact (giao ước thi đua) of a bloc for one year.' })
@Unique(['conferenceId', 'year'])
@Check('pact_state_check', `state in ('DRAFT', 'OPEN', 'IN_FORCE')`)
@Check('pact_needs_check', 'needs_signatures > 0')
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

  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many contents the source says it has, where it does not print them; null where it does not say.',
  })
  statedContents: number | null;

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
  @Field(() => Instant, {
    nullable: true,
    description: 'When the first signature froze the text; null again once it is back to a draft.',
  })
  frozenAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description:
      'When it was given the last signature that its rule asks for here; null before, and of a reported one.',
  })
  settledAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description:
      'From when it is in force: `settledAt`, or the beginning of the day its rule names where that is later, be it still to come. Null before it is settled.',
  })
  inForceAt: Date | null;

  /** The terms of its rule, copied with the text; null of a draft, and where the bloc settled nothing. */
  @Column('int', { nullable: true })
  needsSignatures: number | null;

  @Column('date', { nullable: true })
  inForceFrom: string | null;
}

/** The terms that were fixed with the text; of a draft they say nothing. */
export const termsOf = ({
  needsSignatures,
  inForceFrom,
}: Pick<Pact, 'needsSignatures' | 'inForceFrom'>): PactTerms => ({
  signatures: needsSignatures,
  from: inForceFrom,
});
