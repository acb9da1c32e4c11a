import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn } from '../database/columns';
import { CalendarDate } from '../graphql/types/scalars';
import { Bloc } from './bloc';

enum PactRuleKind {
  ALL_PARTIES = 'ALL_PARTIES',
  SIGNATURES = 'SIGNATURES',
  DATE = 'DATE',
}
registerEnumType(PactRuleKind, {
  name: 'PactRuleKind',
  description: 'By what a pact comes into force.',
  valuesConfig: {
    ALL_PARTIES: { description: 'The signature of the last party.' },
    SIGNATURES: { description: 'So many signatures, whichever parties give them.' },
    DATE: { description: 'A day, once it has the signatures it needs; before that day it waits for it.' },
  },
});

/** What a pact needs to come into force. */
export interface PactTerms {
  /** How many signatures; null for those of all parties. */
  readonly signatures: number | null;
  /** First day it may be in force, by the calendar of the bloc; null for none. */
  readonly from: string | null;
}

/** Where a bloc settled nothing: all parties, at once. Source: docs/decisions/0006-pact-text.md */
export const usualPactTerms: PactTerms = { signatures: null, from: null };

export const isUsual = ({ signatures, from }: PactTerms): boolean => signatures === null && from === null;

/** How many signatures a pact of so many parties needs. */
export const signaturesNeeded = ({ signatures }: PactTerms, parties: number): number => signatures ?? parties;

@ObjectType({ description: 'How a pact comes into force.' })
export class PactRule implements PactTerms {
  @Field(() => PactRuleKind, { description: 'By what.' })
  kind: PactRuleKind;

  @Field(() => Int, { nullable: true, description: 'How many signatures it needs; null for those of all parties.' })
  signatures: number | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day it may be in force, which begins in Viet Nam (UTC+7); null for no such day.',
  })
  from: string | null;
}

/** Terms as they are shown. */
export function pactRuleOf({ signatures, from }: PactTerms): PactRule {
  const bySignatures = signatures === null ? PactRuleKind.ALL_PARTIES : PactRuleKind.SIGNATURES;
  return { kind: from === null ? bySignatures : PactRuleKind.DATE, signatures, from };
}

/** What a bloc settled for the pact of one year. A pact that is opened for signature keeps its own copy. */
@Entity('pact_rule')
@Unique(['blocId', 'year'])
@Check('pact_rule_check', 'signatures > 0')
export class YearPactRule implements PactTerms {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  /** Emulation year the pact binds. */
  @Column('int')
  year: number;

  @Column('int', { nullable: true })
  signatures: number | null;

  @Column('date', { name: 'from_day', nullable: true })
  from: string | null;
}
