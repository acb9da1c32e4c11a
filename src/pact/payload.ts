import { Ctx, Field, ObjectType } from 'type-graphql';
import { delegateById } from '../conference/loaders';
import { seen } from '../conference/visible';
import { loadAsked, targetOf } from '../confirmation/loaders';
import { PendingAct } from '../confirmation/pending-act';
import { type Context, linked } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { pactById, signaturesByPact } from './loaders';
import { Pact } from './pact';
import { Signature } from './signature';

@ObjectType()
export class PactPayload extends Payload {
  @Field(() => Pact, { nullable: true, description: 'The pact as it stands now.' })
  async pact(@Ctx() ctx: Context): Promise<Pact | null> {
    return seen(ctx, pactById, await targetOf(ctx, this.receipt));
  }
}

@ObjectType()
export class AskedPactPayload extends PactPayload {
  @Field(() => PendingAct, {
    nullable: true,
    description: 'What a second account has to confirm before anything changes; null where it is done.',
  })
  pendingAct(@Ctx() ctx: Context): Promise<PendingAct | null> {
    return loadAsked(ctx, this.receipt);
  }
}

@ObjectType()
export class SignaturePayload extends PactPayload {
  @Field(() => Signature, { nullable: true, description: 'The signature as it stands now.' })
  async signature(@Ctx() ctx: Context): Promise<Signature | null> {
    const { subject, at } = this.receipt;
    const [delegate, given] = await Promise.all([
      linked(ctx, delegateById, ctx.viewer.delegateId),
      ctx.load(signaturesByPact, subject),
    ]);
    // The last that the viewer's member had given by then: a retry must not answer with one given later.
    const theirs = given.filter(
      ({ memberId, signedAt }) => memberId === delegate?.memberId && signedAt && signedAt <= at,
    );
    return theirs.at(-1) ?? null;
  }
}
