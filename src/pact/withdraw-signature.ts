import { Field, ID, InputType } from 'type-graphql';
import { IsNull } from 'typeorm';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { signatureWithdrawn } from './events';
import { holdSigner } from './hold-signer';
import { lockPact } from './lock-pact';
import { PactState } from './pact';
import { Signature } from './signature';

@InputType({ description: 'A signature to take back before the pact is in force.' })
export class WithdrawSignatureInput {
  @Field(() => ID, { description: 'The pact.' })
  pactId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Takes back the signature of the viewer's member, with a reason. The row stays; the member may sign again.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_OPEN once in force, NO_MANDATE_TO_SIGN, NOT_SIGNED
 */
export function withdrawSignature(db: Database, viewer: Viewer, input: WithdrawSignatureInput): Promise<Receipt> {
  const pactId = asId(input.pactId);
  const reason = words(input.reason);
  const ask = { act: 'withdrawSignature', about: { pactId, reason }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, 'Mutation.withdrawSignature', pact.conferenceId);
    await holdOpenConference(tx, pact.conferenceId);
    if (pact.state !== PactState.OPEN) throw new Refusal('PACT_NOT_OPEN', { state: pact.state });
    const delegate = await holdSigner(tx, viewer);
    if (!delegate.maySign || !delegate.memberId) throw new Refusal('NO_MANDATE_TO_SIGN');
    const memberId = delegate.memberId;
    const standing = await tx.findOneBy(Signature, { pactId: pact.id, memberId, withdrawnAt: IsNull() });
    if (!standing) throw new Refusal('NOT_SIGNED', { memberId });
    await tx.query('update signature set withdrawn_at = clock_timestamp(), withdrawal_reason = $2 where id = $1', [
      standing.id,
      reason,
    ]);
    return signatureWithdrawn(pact, { memberId, delegateId: delegate.id }, reason);
  });
}
