import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Delegate } from '../conference/delegate';
import { holdOpenConference } from '../conference/lock-conference';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import type { Receipt } from '../log/append';
import { holdSigner } from './hold-signer';
import { lockPact } from './lock-pact';
import { holdUnsigned, writeSignature } from './sign-pact';
import { SignatureMethod } from './signature';

@InputType({ description: 'A signature that a delegate gave on paper.' })
export class SignOnPaperInput extends ActInput {
  @Field(() => ID, { description: 'The pact; open for signature.' })
  pactId: string;

  @Field(() => ID, { description: 'The delegate who signed, with the mandate to sign.' })
  delegateId: string;

  @Field(() => String, { description: "The pact's `textHash` of the text that was signed." })
  @Matches(/^[0-9a-f]{64}$/)
  textHash: string;

  @Field(() => String, { description: 'SHA-256 of the scan of the signed paper, 64 hexadecimal digits.' })
  @Matches(/^[0-9a-f]{64}$/)
  scanHash: string;

  @Field(() => String, { description: 'Where the paper is, and why it was signed so; 3 to 2,000 characters, public.' })
  @Words(3, 2000)
  note: string;
}

/** The same, as it is stored while it waits for a second account. */
export interface PaperSignature {
  readonly pactId: string;
  readonly delegateId: string;
  readonly textHash: string;
  readonly scanHash: string;
  readonly note: string;
}

/**
 * Entering a signature that a delegate of a party gave on paper. It counts as any other, marked as on paper with the hash
 * of its scan; the delegate need not be in the hall any more.
 */
export const paperSigning: TwoKeyAct<PaperSignature> = {
  kind: PendingActKind.SIGN_ON_PAPER,
  field: 'Mutation.signOnPaper',
  async judge(tx, viewer, field, { pactId, delegateId, textHash, scanHash, note }) {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, field, pact.conferenceId);
    await holdOpenConference(tx, pact.conferenceId);
    found(await tx.findOneBy(Delegate, { id: delegateId, conferenceId: pact.conferenceId }));
    const delegate = await holdSigner(tx, { delegateId });
    const slot = await holdUnsigned(tx, pact, delegate, textHash);
    return {
      ...{ conferenceId: pact.conferenceId, targetId: pact.id, partId: slot.memberId, reason: note },
      needsTwo: true,
      // Not its state: whether it came into force meanwhile changes nothing of this signature.
      basis: { textHash: pact.textHash },
      perform: () => writeSignature(tx, pact, delegate, { method: SignatureMethod.PAPER, scanHash, note }, slot),
    };
  },
};

/**
 * Asks for a signature on paper to be entered; a second account confirms it.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_OPEN, NO_MANDATE_TO_SIGN, PACT_TEXT_CHANGED,
 *   ALREADY_SIGNED, NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function askToSignOnPaper(db: Database, viewer: Viewer, input: SignOnPaperInput): Promise<Receipt> {
  const { textHash, scanHash, idempotencyKey } = input;
  const [pactId, delegateId, note] = [asId(input.pactId), asId(input.delegateId), words(input.note)];
  return doOrAsk(db, viewer, paperSigning, { pactId, delegateId, textHash, scanHash, note }, idempotencyKey);
}
