import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { CalendarDate, Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Proposal } from './proposal';

export enum DecisionStep {
  AGREED = 'AGREED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  AWARDED = 'AWARDED',
  REVOKED = 'REVOKED',
}
registerEnumType(DecisionStep, {
  name: 'DecisionStep',
  description: 'A step outside the ballot that moves a proposal on.',
  valuesConfig: {
    AGREED: { description: 'The conference agreed by consensus (nhất trí), without a count.' },
    APPROVED: { description: 'The competent authority decided to grant it.' },
    REFUSED: { description: 'The council or authority refused it.' },
    AWARDED: { description: 'It was handed over.' },
    REVOKED: { description: 'It was taken back.' },
  },
});

/** Appended, never changed. `ordinal` numbers the steps of one proposal; its key decides a race of two recorders. */
@Entity({ name: 'award_decision' })
@ObjectType('AwardDecision', { description: 'A recorded step of an award proposal.' })
@Unique(['proposalId', 'ordinal'])
@Check('award_decision_step_check', `step in ('AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED')`)
export class Decision {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Proposal)
  proposalId: string;

  @Column('int')
  @Field(() => Int, { description: 'Number of the step, from 1.' })
  ordinal: number;

  @WordColumn()
  @Field(() => DecisionStep, { description: 'What was decided.' })
  step: DecisionStep;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the written decision.' })
  number: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Date of the decision.' })
  decidedOn: string | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Who decided, and any note.' })
  note: TextPair | null;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was recorded here.' })
  recordedAt: Date;
}
