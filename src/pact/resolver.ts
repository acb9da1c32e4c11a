import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { loadMembersOfYear } from '../bloc/read-members';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { conferenceById, delegateById } from '../conference/loaders';
import { visibleConference } from '../conference/visible';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import { asId, type Context, found, linked } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { ReceiptType } from '../graphql/types/receipt';
import { Indicator } from '../indicator/indicator';
import { indicatorById } from '../indicator/loaders';
import { topics } from '../log/topics';
import { stateSource } from '../subscriptions/source';
import { Article } from './article';
import { DraftPactInput, draftPact } from './draft-pact';
import { articlesByPact, pactById, pactsByConference, signaturesByPact, targetsByPact } from './loaders';
import { OpenPactInput, openPact } from './open-pact';
import { Pact, PactState } from './pact';
import { SignPactInput, signPact } from './sign-pact';
import { Signature } from './signature';
import { Target } from './target';
import { WithdrawSignatureInput, withdrawSignature } from './withdraw-signature';

@ObjectType({ description: 'One party of a pact and its standing signature.' })
export class SignatureSlot {
  @Field(() => Member, { description: 'The party.' })
  member: Member;

  @Field(() => Signature, { nullable: true, description: 'Its signature; null while it has not signed.' })
  signature: Signature | null;
}

@ObjectType({ description: 'The signature wall of a pact.' })
export class SignatureBoard {
  @Field(() => Int, { description: 'Parties that have signed.' })
  signed: number;

  @Field(() => Int, { description: 'Parties there are.' })
  parties: number;

  @ListSize(20)
  @Field(() => [SignatureSlot], { description: 'Every party in the order of the bloc.' })
  slots: SignatureSlot[];
}

@ObjectType({ description: 'The signatures of a pact as they stand at one position of the log.' })
export class PactSignatures {
  @Field(() => Int, { description: 'Position of the log this is true at.' })
  sequence: number;

  @Field(() => Pact, { description: 'The pact.' })
  pact: Pact;

  @Field(() => SignatureBoard, { description: 'Who has signed.' })
  board: SignatureBoard;
}

async function visiblePact(ctx: Context, id: string): Promise<Pact> {
  const pact = found(await ctx.load(pactById, asId(id)));
  await visibleConference(ctx, pact.conferenceId);
  return pact;
}

async function boardOf(ctx: Context, pact: Pact): Promise<SignatureBoard> {
  const conference = found(await ctx.load(conferenceById, pact.conferenceId));
  const [parties, signatures] = await Promise.all([
    loadMembersOfYear(ctx, conference.blocId, pact.year),
    ctx.load(signaturesByPact, pact.id),
  ]);
  const standing = new Map(signatures.filter((each) => !each.withdrawnAt).map((each) => [each.memberId, each]));
  const slots = parties.map((member) => ({ member, signature: standing.get(member.id) ?? null }));
  return { signed: slots.filter((slot) => slot.signature).length, parties: slots.length, slots };
}

@Resolver(() => Pact)
export class PactResolver {
  @Query(() => Pact, { nullable: true, description: 'One pact.' })
  @Allowed('Query.pact')
  pact(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Pact> {
    return visiblePact(ctx, id);
  }

  @Subscription(() => PactSignatures, {
    description:
      'The signature wall now, then again after each change. States may be skipped under load, never reordered; the last one always arrives.',
    subscribe: async ({ args, context }) => {
      const pact = await visiblePact(context as Context, args.pactId as string);
      return stateSource(pact.conferenceId, [topics.pact(pact.id)]);
    },
  })
  @Allowed('Subscription.pactSignatures')
  async pactSignatures(
    @Arg('pactId', () => ID, { description: 'The pact.' }) pactId: string,
    @Ctx() ctx: Context,
  ): Promise<PactSignatures> {
    const pact = await visiblePact(ctx, pactId);
    return { sequence: found(ctx.sequence), pact, board: await boardOf(ctx, pact) };
  }

  @Mutation(() => ReceiptType, {
    description: 'Writes the draft of a pact, or rewrites it whole as long as nobody has signed.',
  })
  @Allowed('Mutation.draftPact')
  draftPact(
    @Arg('input', () => DraftPactInput, { description: 'The draft.' }) input: DraftPactInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return draftPact(ctx.db, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description: 'Makes the canonical text of a draft, hashes it and opens it for signature.',
  })
  @Allowed('Mutation.openPact')
  openPact(
    @Arg('input', () => OpenPactInput, { description: 'Which.' }) input: OpenPactInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return openPact(ctx.db, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description:
      "Signs a pact for the viewer's member, over the hash of its text. The last signature puts it in force.",
  })
  @Allowed('Mutation.signPact')
  signPact(
    @Arg('input', () => SignPactInput, { description: 'The signature.' }) input: SignPactInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return signPact(ctx.db, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, { description: 'Takes back a signature, with a reason, before the pact is in force.' })
  @Allowed('Mutation.withdrawSignature')
  withdrawSignature(
    @Arg('input', () => WithdrawSignatureInput, { description: 'Which, and why.' }) input: WithdrawSignatureInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return withdrawSignature(ctx.db, ctx.viewer, input);
  }

  @FieldResolver(() => Conference, { description: 'The conference that signs it.' })
  conference(@Root() pact: Pact, @Ctx() ctx: Context): Promise<Conference | null> {
    return ctx.load(conferenceById, pact.conferenceId);
  }

  @ListSize(10)
  @FieldResolver(() => [Article], { description: 'Its articles in order; empty where the source prints none.' })
  articles(@Root() pact: Pact, @Ctx() ctx: Context): Promise<readonly Article[]> {
    return ctx.load(articlesByPact, pact.id);
  }

  @ListSize(20)
  @FieldResolver(() => [Target], { description: 'Its measurable targets in order.' })
  targets(@Root() pact: Pact, @Ctx() ctx: Context): Promise<readonly Target[]> {
    return ctx.load(targetsByPact, pact.id);
  }

  @FieldResolver(() => SignatureBoard, { description: 'Who has signed and who has not.' })
  board(@Root() pact: Pact, @Ctx() ctx: Context): Promise<SignatureBoard> {
    return boardOf(ctx, pact);
  }

  @ListSize(20)
  @FieldResolver(() => [Signature], { description: 'Every signature in the order given, withdrawn ones too.' })
  signatures(@Root() pact: Pact, @Ctx() ctx: Context): Promise<readonly Signature[]> {
    return ctx.load(signaturesByPact, pact.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer could sign it now: open, with a mandate, and not signed for the member yet.',
  })
  @PrivateScope()
  async maySign(@Root() pact: Pact, @Ctx() ctx: Context): Promise<boolean> {
    if (pact.state !== PactState.OPEN || !ctx.viewer.delegateId) return false;
    const delegate = await ctx.load(delegateById, ctx.viewer.delegateId);
    if (!delegate?.maySign || delegate.conferenceId !== pact.conferenceId) return false;
    return (await boardOf(ctx, pact)).slots.some((slot) => slot.member.id === delegate.memberId && !slot.signature);
  }
}

@Resolver(() => Signature)
export class SignatureResolver {
  @FieldResolver(() => Member, { description: 'The party it binds.' })
  member(@Root() signature: Signature, @Ctx() ctx: Context): Promise<Member | null> {
    return ctx.load(memberById, signature.memberId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description: 'The delegate who gave it; null where the source names nobody.',
  })
  delegate(@Root() signature: Signature, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, signature.delegateId);
  }

  @FieldResolver(() => Pact, { description: 'The pact it stands under.' })
  pact(@Root() signature: Signature, @Ctx() ctx: Context): Promise<Pact | null> {
    return ctx.load(pactById, signature.pactId);
  }
}

@Resolver(() => Target)
export class TargetResolver {
  @FieldResolver(() => Indicator, { description: 'What is measured.' })
  indicator(@Root() target: Target, @Ctx() ctx: Context): Promise<Indicator | null> {
    return ctx.load(indicatorById, target.indicatorId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whom it binds; null for the whole bloc.' })
  member(@Root() target: Target, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, target.memberId);
  }
}

@Resolver(() => Conference)
export class ConferencePactResolver {
  @FieldResolver(() => Pact, { nullable: true, description: 'The pact it signs.' })
  async pact(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Pact | null> {
    return (await ctx.load(pactsByConference, conference.id)).at(-1) ?? null;
  }
}
