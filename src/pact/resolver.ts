import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { PactRule, pactRuleOf } from '../bloc/pact-rule';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { conferenceById, delegateById } from '../conference/loaders';
import { seen } from '../conference/visible';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Act, type Payload } from '../graphql/types/payload';
import { loadPosition, Sequence } from '../graphql/types/sequence';
import { Indicator } from '../indicator/indicator';
import { indicatorById } from '../indicator/loaders';
import { topics } from '../log/topics';
import { stateSource } from '../subscriptions/source';
import { Article } from './article';
import { boardOf, loadTerms, maySignNow, SignatureBoard } from './board';
import { DraftPactInput, draftPact } from './draft-pact';
import {
  articlesByPact,
  pactById,
  pactsByConference,
  signaturesByPact,
  targetsByPact,
  versionsByPact,
} from './loaders';
import { OpenPactInput, openPact } from './open-pact';
import { Pact } from './pact';
import { AskedPactPayload, PactPayload, SignaturePayload } from './payload';
import { askToSignOnPaper, SignOnPaperInput } from './sign-on-paper';
import { SignPactInput, signPact } from './sign-pact';
import { Signature } from './signature';
import { Target } from './target';
import { Version } from './version';
import { changesBetween, PactChange } from './version-changes';
import { WithdrawSignatureInput, withdrawSignature } from './withdraw-signature';

@ObjectType({ description: 'The signatures of a pact as they stand at one position of the log.' })
export class PactSignatures {
  @Field(() => Int, { description: 'Position of the log this is true at.' })
  sequence: number;

  @Field(() => Pact, { description: 'The pact.' })
  pact: Pact;
}

/** For subscriptions. @throws Refusal NOT_FOUND */
async function visiblePact(ctx: Context, id: string): Promise<Pact> {
  return found(await seen(ctx, pactById, id));
}

@Resolver(() => Pact)
export class PactResolver {
  @Query(() => Pact, {
    nullable: true,
    description: "One pact; null when there is none of that id, or it is not the caller's to see.",
  })
  @Allowed('Query.pact')
  pact(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Pact | null> {
    return seen(ctx, pactById, id);
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
    return { sequence: found(ctx.sequence), pact };
  }

  @Act(PactPayload, 'Writes the draft of a pact, or rewrites it whole as long as no signature stands under it.')
  @Allowed('Mutation.draftPact')
  async draftPact(
    @Arg('input', () => DraftPactInput, { description: 'The draft.' }) input: DraftPactInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await draftPact(ctx.db, ctx.viewer, input) };
  }

  @Act(PactPayload, 'Makes the canonical text of a draft, hashes it, fixes the parties and opens it for signature.')
  @Allowed('Mutation.openPact')
  async openPact(
    @Arg('input', () => OpenPactInput, { description: 'Which.' }) input: OpenPactInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await openPact(ctx.db, ctx.viewer, input) };
  }

  @Act(
    SignaturePayload,
    "Signs a pact for the viewer's member, over the hash of its text. The signature with which its rule is met puts it in force; parties may sign after that too.",
  )
  @Allowed('Mutation.signPact')
  async signPact(
    @Arg('input', () => SignPactInput, { description: 'The signature.' }) input: SignPactInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await signPact(ctx.db, ctx.viewer, input) };
  }

  @Act(SignaturePayload, 'Takes back a signature, with a reason, before the pact is in force.')
  @Allowed('Mutation.withdrawSignature')
  async withdrawSignature(
    @Arg('input', () => WithdrawSignatureInput, { description: 'Which, and why.' }) input: WithdrawSignatureInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await withdrawSignature(ctx.db, ctx.viewer, input) };
  }

  @Act(
    AskedPactPayload,
    'Asks to enter a signature that a delegate gave on paper, with the hash of its scan. A second account confirms it (`confirmAct`).',
  )
  @Allowed('Mutation.signOnPaper')
  async signOnPaper(
    @Arg('input', () => SignOnPaperInput, { description: 'The signature.' }) input: SignOnPaperInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await askToSignOnPaper(ctx.db, ctx.viewer, input) };
  }

  @Sequence()
  sequence(@Root() pact: Pact, @Ctx() ctx: Context): Promise<number> {
    return loadPosition(ctx, pact.conferenceId);
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

  @FieldResolver(() => PactRule, {
    description: 'How it comes into force: fixed with its text; of a draft as the bloc has it now.',
  })
  async rule(@Root() pact: Pact, @Ctx() ctx: Context): Promise<PactRule> {
    return pactRuleOf(await loadTerms(ctx, pact));
  }

  @ListSize(3)
  @FieldResolver(() => [Version], {
    description:
      'Every text that was opened for signature, oldest first; the last is the one that stands, unless it is a draft.',
  })
  versions(@Root() pact: Pact, @Ctx() ctx: Context): Promise<readonly Version[]> {
    return ctx.load(versionsByPact, pact.id);
  }

  @ListSize(20)
  @FieldResolver(() => [Signature], { description: 'Every signature in the order given, withdrawn ones too.' })
  signatures(@Root() pact: Pact, @Ctx() ctx: Context): Promise<readonly Signature[]> {
    return ctx.load(signaturesByPact, pact.id);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether `signPact` would take the signature of the viewer now: open, present, with a mandate by a paper that holds, and not signed for the member yet.',
  })
  @PrivateScope()
  maySign(@Root() pact: Pact, @Ctx() ctx: Context): Promise<boolean> {
    return maySignNow(ctx, pact);
  }
}

@Resolver(() => Version)
export class VersionResolver {
  @ListSize(10)
  @FieldResolver(() => [PactChange], {
    description: 'What it changed of the version before it, part by part; empty for the first.',
  })
  async changes(@Root() version: Version, @Ctx() ctx: Context): Promise<readonly PactChange[]> {
    const versions = await ctx.load(versionsByPact, version.pactId);
    const before = versions.find(({ number }) => number === version.number - 1);
    return before ? changesBetween(before.canonicalText, version.canonicalText) : [];
  }
}

@Resolver(() => SignatureBoard)
export class SignatureBoardResolver {
  @Sequence()
  sequence(@Root() board: SignatureBoard, @Ctx() ctx: Context): Promise<number> {
    return loadPosition(ctx, board.conferenceId);
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
  @FieldResolver(() => Pact, { nullable: true, description: 'The pact it signs: of the year it opens.' })
  async pact(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Pact | null> {
    const pacts = await ctx.load(pactsByConference, conference.id);
    return pacts.find(({ year }) => year === conference.opensYear) ?? pacts.at(-1) ?? null;
  }
}
