import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { CalendarDate, Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Proposal } from './proposal';

export enum DecisionStep {
  AGREED = 'AGREED',
  VOTED = 'VOTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  AWARDED = 'AWARDED',
  REVOKED = 'REVOKED',
  WITHDRAWN = 'WITHDRAWN',
  RETRACTED = 'RETRACTED',
}
registerEnumType(DecisionStep, {
  name: 'DecisionStep',
  description: 'A step outside the ballot that moves a proposal on.',
  valuesConfig: {
    AGREED: { description: 'The conference agreed by consensus (nhất trí), without a count.' },
    VOTED: {
      description:
        'The conference agreed by a vote whose counts the source does not give. Told by a conference file only.',
    },
    APPROVED: { description: 'The competent authority decided to grant it.' },
    REFUSED: { description: 'The council or authority refused it.' },
    AWARDED: { description: 'It was handed over.' },
    REVOKED: { description: 'It was taken back.' },
    WITHDRAWN: { description: 'The proposal was withdrawn, with a reason, before the council decided.' },
    RETRACTED: { description: 'In a correction only: what it corrects had not happened.' },
  },
});

/** Whether a step says that the conference agreed; any other comes from the council. */
export function isAgreement(step: string): boolean {
  return step === 'AGREED' || step === 'VOTED';
}

/** Appended, never changed; a wrong one is corrected by another that names it. `ordinal` numbers the steps of one proposal; its key decides a race of two recorders. */
@Entity({ name: 'award_decision' })
@ObjectType('AwardDecision', { implements: Node, description: 'A recorded step of an award proposal.' })
@Unique(['proposalId', 'ordinal'])
@Unique(['id', 'proposalId'])
@Unique(['correctsId'])
@ForeignKey(() => Decision, ['correctsId', 'proposalId'], ['id', 'proposalId'])
@Check(
  'award_decision_step_check',
  `step in ('AGREED', 'VOTED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED', 'WITHDRAWN', 'RETRACTED')`,
)
@Check('award_decision_reason_check', `(reason is not null) = (corrects_id is not null or step = 'WITHDRAWN')`)
@Check('award_decision_retracted_check', `step <> 'RETRACTED' or corrects_id is not null`)
export class Decision implements Node {
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

  /** The decision it corrects, of the same proposal. */
  @Column('uuid', { nullable: true })
  correctsId: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the proposal was withdrawn, or what was wrong with the step this one corrects.',
  })
  reason: string | null;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was recorded here.' })
  recordedAt: Date;
}
