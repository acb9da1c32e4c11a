import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Pact } from './pact';

export enum SignatureMethod {
  SESSION = 'SESSION',
  PAPER = 'PAPER',
  RECORDED = 'RECORDED',
}
registerEnumType(SignatureMethod, {
  name: 'SignatureMethod',
  description: 'How a signature was given.',
  valuesConfig: {
    SESSION: { description: 'A confirmed act in a signed-in session over the hash of the text.' },
    PAPER: { description: 'On paper, entered by the desk and confirmed by a second account: `signOnPaper`.' },
    RECORDED: { description: 'Reported by the source of a past conference; no text was hashed.' },
  },
});

/** Withdrawn, never deleted. At most one standing signature per member and pact: the index decides a race. */
@Entity()
@Index(['pactId'])
@ObjectType({ implements: Node, description: "A member's signature under a pact." })
@Index('signature_standing_key', ['pactId', 'memberId'], { unique: true, where: 'withdrawn_at is null' })
@Check(
  'signature_method_check',
  `method in ('SESSION', 'PAPER', 'RECORDED') and (method = 'RECORDED' or text_hash is not null)`,
)
@Check('signature_paper_check', `(method = 'PAPER') = (scan_hash is not null)`)
@Check('signature_withdrawal_check', '(withdrawn_at is null) = (withdrawal_reason is null)')
export class Signature implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Pact)
  pactId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  delegateId: string | null;

  @WordColumn()
  @Field(() => SignatureMethod, { description: 'How it was given.' })
  method: SignatureMethod;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Who signed; null where the source names nobody.' })
  signerName: TextPair | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Hash of the text that was signed; null only for a recorded one.',
  })
  textHash: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'SHA-256 of the scan of a paper; null for any other.' })
  scanHash: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where a signed paper is; null for any other.' })
  note: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The paper by which the signer stood in for another; null for one with the own mandate.',
  })
  authorisation: string | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When; null where the source gives no time.' })
  signedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn; null while it stands.' })
  withdrawnAt: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawalReason: string | null;
}
