import { randomUUID } from 'node:crypto';
import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IsNull } from 'typeorm';
import { membersOfYear } from '../bloc/read-members';
import { Delegate } from '../conference/delegate';
import { holdOpenConference } from '../conference/lock-conference';
import { isPresent } from '../conference/read-presence';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { pactInForce, pactSigned } from './events';
import { lockPact } from './lock-pact';
import { PactState } from './pact';
import { isComplete, signRefusal } from './rules';
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
 * Signs a pact for the viewer's member, over the hash of its text. The first signature freezes the text, the last one
 * puts the pact in force in the same transaction.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_OPEN, NO_MANDATE_TO_SIGN, NOT_PRESENT,
 *   PACT_TEXT_CHANGED, ALREADY_SIGNED
 */
export function signPact(db: Database, viewer: Viewer, input: SignPactInput): Promise<Receipt> {
  const pactId = asId(input.pactId);
  const ask = { act: 'signPact', about: { pactId, textHash: input.textHash }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, 'Mutation.signPact', pact.conferenceId);
    const conference = await holdOpenConference(tx, pact.conferenceId);
    const delegate = await tx.findOneByOrFail(Delegate, { id: viewer.delegateId ?? '' });
    const parties = (await membersOfYear(tx, conference.blocId, pact.year)).map((member) => member.id);
    const memberId = delegate.memberId ?? '';
    const refusal = signRefusal(pact, delegate, parties.includes(memberId), input.textHash);
    if (refusal) throw new Refusal(refusal, { state: pact.state, textHash: pact.textHash });
    if (!(await isPresent(tx, delegate.id))) throw new Refusal('NOT_PRESENT');
    const standing = await tx.findBy(Signature, { pactId: pact.id, withdrawnAt: IsNull() });
    const signed = standing.map((signature) => signature.memberId);
    if (signed.includes(memberId)) throw new Refusal('ALREADY_SIGNED', { memberId });
    await tx.query(
      `insert into signature (id, pact_id, member_id, delegate_id, method, signer_name, text_hash, signed_at)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [
        randomUUID(),
        pact.id,
        memberId,
        delegate.id,
        SignatureMethod.SESSION,
        JSON.stringify(delegate.name),
        input.textHash,
      ],
    );
    const complete = isComplete(parties, [...signed, memberId]);
    await tx.query(
      `update pact set frozen_at = coalesce(frozen_at, clock_timestamp()), state = $2,
         in_force_at = case when $3 then clock_timestamp() end
       where id = $1`,
      [pact.id, complete ? PactState.IN_FORCE : PactState.OPEN, complete],
    );
    const by = { memberId, delegateId: delegate.id, signer: delegate.name.vi, textHash: input.textHash };
    const happened = pactSigned(pact, by, signed.length + 1, parties.length);
    return complete ? [happened, pactInForce(pact, input.textHash)] : [happened];
  });
}
