import { randomUUID } from 'node:crypto';
import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { type EntityManager, IsNull } from 'typeorm';
import type { Delegate } from '../conference/delegate';
import { holdOpenConference } from '../conference/lock-conference';
import { isPresent } from '../conference/read-presence';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { pactInForce, pactSigned } from './events';
import { holdSigner } from './hold-signer';
import { lockPact } from './lock-pact';
import { type Pact, PactState, termsOf } from './pact';
import { Party } from './party';
import { isMet, signRefusal } from './rules';
import { Signature, SignatureMethod } from './signature';

@InputType({ description: "A member's signature." })
export class SignPactInput {
  @Field(() => ID, { description: 'The pact.' })
  pactId: string;

  @Field(() => String, {
    description: "The pact's `textHash`, computed or read together with the text that was shown to the signer.",
  })
  @Matches(/^[0-9a-f]{64}$/)
  textHash: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each signature.',
  })
  idempotencyKey: string | null;
}

/**
 * Signs a pact for the viewer's member, over the hash of its text. The first signature freezes the text, the one with
 * which its rule is met puts the pact in force in the same transaction; parties may sign after that too.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_OPEN, NO_MANDATE_TO_SIGN, NOT_PRESENT,
 *   PACT_TEXT_CHANGED, ALREADY_SIGNED
 */
export function signPact(db: Database, viewer: Viewer, input: SignPactInput): Promise<Receipt> {
  const pactId = asId(input.pactId);
  const ask = { act: 'signPact', about: { pactId, textHash: input.textHash }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, 'Mutation.signPact', pact.conferenceId);
    await holdOpenConference(tx, pact.conferenceId);
    const delegate = await holdSigner(tx, viewer);
    const slot = await holdUnsigned(tx, pact, delegate, input.textHash);
    if (!(await isPresent(tx, delegate.id))) throw new Refusal('NOT_PRESENT');
    return writeSignature(tx, pact, delegate, { method: SignatureMethod.SESSION, scanHash: null, note: null }, slot);
  });
}

/** The place of a party that has not signed. */
interface Slot {
  readonly memberId: string;
  readonly textHash: string;
  /** Ids of members. */
  readonly parties: readonly string[];
  readonly signed: readonly string[];
}

/** @throws Refusal PACT_NOT_OPEN, NO_MANDATE_TO_SIGN, PACT_TEXT_CHANGED, ALREADY_SIGNED */
export async function holdUnsigned(tx: EntityManager, pact: Pact, delegate: Delegate, textHash: string): Promise<Slot> {
  const parties = (await tx.findBy(Party, { pactId: pact.id })).map((party) => party.memberId);
  const memberId = delegate.memberId ?? '';
  const refusal = signRefusal(pact, delegate, parties.includes(memberId), textHash);
  if (refusal) throw new Refusal(refusal, { state: pact.state, textHash: pact.textHash });
  const standing = await tx.findBy(Signature, { pactId: pact.id, withdrawnAt: IsNull() });
  const signed = standing.map((signature) => signature.memberId);
  if (signed.includes(memberId)) throw new Refusal('ALREADY_SIGNED', { memberId });
  return { memberId, textHash, parties, signed };
}

/** Writes a signature of a pact that is held; the one with which its rule is met puts the pact in force. */
export async function writeSignature(
  tx: EntityManager,
  pact: Pact,
  delegate: Delegate,
  given: Pick<Signature, 'method' | 'scanHash' | 'note'>,
  { memberId, textHash, parties, signed }: Slot,
): Promise<readonly DomainEvent[]> {
  await tx.query(
    `insert into signature (id, pact_id, member_id, delegate_id, method, signer_name, text_hash, scan_hash, note,
       authorisation, signed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())`,
    [
      ...[randomUUID(), pact.id, memberId, delegate.id, given.method, JSON.stringify(delegate.name), textHash],
      ...[given.scanHash, given.note, delegate.proxyPaper],
    ],
  );
  // Once in force it stays so since then: a late signature moves no time.
  const settles = pact.state === PactState.OPEN && isMet(termsOf(pact), parties, [...signed, memberId]);
  await tx.query(
    `update pact set frozen_at = coalesce(frozen_at, clock_timestamp()),
       state = case when $2 then 'IN_FORCE' else state end,
       settled_at = case when $2 then statement_timestamp() else settled_at end,
       in_force_at = case when $2
         then greatest(statement_timestamp(), in_force_from::timestamp at time zone 'Asia/Ho_Chi_Minh')
         else in_force_at end
     where id = $1`,
    [pact.id, settles],
  );
  const { proxyPaper: authorisation } = delegate;
  const by = { memberId, delegateId: delegate.id, signer: delegate.name.vi, authorisation, textHash };
  const happened = pactSigned(pact, { ...by, ...given }, signed.length + 1, parties.length);
  return settles ? [happened, pactInForce(pact, textHash)] : [happened];
}
