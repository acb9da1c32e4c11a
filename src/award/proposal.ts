import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { IdColumn, TextPairColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';
import { Award } from './award';

/**
 * Derived, never stored, so that it cannot jump (award/rules `proposalState`):
 * NOMINATED until the conference has settled it; PROPOSED or NOT_PROPOSED by consensus or by the closed poll about it, of
 * which a further round may make the other; then, for a PROPOSED one, APPROVED or REFUSED by the council, then AWARDED,
 * and REVOKED from APPROVED or AWARDED. NOMINATED and PROPOSED ones may be WITHDRAWN. Corrected steps count as corrected;
 * after WITHDRAWN, REFUSED and REVOKED the award may be proposed again. While a poll about it is open no step is recorded, after any step none is opened
 * and after the council's none is set aside (poll/rules `askRefusal`, `voidRefusal`).
 */
export enum ProposalState {
  NOMINATED = 'NOMINATED',
  PROPOSED = 'PROPOSED',
  NOT_PROPOSED = 'NOT_PROPOSED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  AWARDED = 'AWARDED',
  REVOKED = 'REVOKED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProposalState, {
  name: 'ProposalState',
  description: 'How far an award proposal has come. Proposed is not decided, and decided is not awarded.',
  valuesConfig: {
    NOMINATED: { description: 'Put before the conference; not settled.' },
    PROPOSED: { description: 'The conference proposes it to the council (đề nghị).' },
    NOT_PROPOSED: { description: 'The conference voted and did not propose it.' },
    APPROVED: { description: 'The competent authority decided to grant it (quyết định).' },
    REFUSED: { description: 'The council or authority refused it.' },
    AWARDED: { description: 'Handed over (trao tặng).' },
    REVOKED: { description: 'Taken back (thu hồi).' },
    WITHDRAWN: { description: 'Withdrawn before the council decided (rút).' },
  },
});

@Entity({ name: 'award_proposal' })
@ObjectType('AwardProposal', { implements: Node, description: 'A proposal to grant an award to a member for a year.' })
@Index(['conferenceId', 'awardId', 'memberId', 'year'])
@Unique(['id', 'conferenceId'])
export class Proposal implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('uuid')
  @ForeignKey(() => Award)
  awardId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year the award is for.' })
  year: number;

  @Column('int')
  @Field(() => Int, { description: 'Place in the printed order, from 1.' })
  ordinal: number;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Grounds for it.' })
  reason: TextPair | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Council it is put to, as the source names it.' })
  addressee: TextPair | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it stands beside another award for the same member and year; null where nobody gave a reason.',
  })
  besideReason: string | null;
}
