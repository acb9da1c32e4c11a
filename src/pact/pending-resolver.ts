import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Delegate } from '../conference/delegate';
import { delegateById } from '../conference/loaders';
import { Confirmation } from '../confirmation/confirmation';
import { loadConfirmations } from '../confirmation/loaders';
import { PendingAct, PendingActKind } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { pactById } from './loaders';
import { Pact } from './pact';
import type { PaperSignature } from './sign-on-paper';
import { Signature, SignatureMethod } from './signature';

@ObjectType({ description: 'A signature on paper that waits to be confirmed.' })
export class PaperSignatureOfAct {
  delegateId: string;

  @Field(() => String, { description: 'SHA-256 of the scan.' })
  scanHash: string;
}

@Resolver(() => PendingAct)
export class PendingPactResolver {
  @FieldResolver(() => Pact, { nullable: true, description: 'The pact it is about; null where it is about none.' })
  pact(@Root() { targetId }: PendingAct, @Ctx() ctx: Context): Promise<Pact | null> {
    return ctx.load(pactById, targetId);
  }

  @FieldResolver(() => PaperSignatureOfAct, {
    nullable: true,
    description: 'The signature on paper it enters; null where it enters none.',
  })
  paperSignature(@Root() { kind, input }: PendingAct): PaperSignatureOfAct | null {
    return kind === PendingActKind.SIGN_ON_PAPER ? (input as PaperSignature) : null;
  }
}

@Resolver(() => PaperSignatureOfAct)
export class PaperSignatureResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate who signed.' })
  delegate(@Root() { delegateId }: PaperSignatureOfAct, @Ctx() ctx: Context): Promise<Delegate | null> {
    return ctx.load(delegateById, delegateId);
  }
}

@Resolver(() => Signature)
export class SignatureConfirmationResolver {
  @FieldResolver(() => Confirmation, {
    nullable: true,
    description: 'Who entered a signature on paper and who confirmed it; null for any other.',
  })
  async confirmation(
    @Root() { method, pactId, memberId }: Signature,
    @Ctx() ctx: Context,
  ): Promise<Confirmation | null> {
    if (method !== SignatureMethod.PAPER) return null;
    return (await loadConfirmations(ctx, pactId, memberId)).at(-1) ?? null;
  }
}
