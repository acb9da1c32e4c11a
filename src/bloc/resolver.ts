import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { Refusal } from '../errors/refusal';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, exactlyOne, found, idOrNull, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect, type Order, pageOf, vietnameseKey } from '../graphql/loading/paging';
import { IdOrSlugArgs } from '../graphql/types/id-or-slug';
import { Bloc } from './bloc';
import { blocById, memberById, membersByBloc, membershipsByMember, rulesByBloc } from './loaders';
import { Member } from './member';
import { MemberWeight } from './member-weight';
import { Membership } from './membership';
import { PactRule, pactRuleOf } from './pact-rule';
import { loadMembersOfYear } from './read-members';
import { loadPactTerms } from './read-pact-rule';
import { Rule } from './rule';
import { VotingRule } from './voting-rule';

const BlocConnection = connectionOf(Bloc, 'Bloc');
const YearRuleConnection = connectionOf(VotingRule, 'YearRule');

@ArgsType()
class RulesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those of this emulation year.' })
  year?: number | null;
}

enum BlocOrder {
  SLUG = 'SLUG',
  NAME = 'NAME',
}
registerEnumType(BlocOrder, {
  name: 'BlocOrder',
  description: 'How blocs are listed.',
  valuesConfig: {
    SLUG: { description: 'By the short name in addresses.' },
    NAME: { description: 'By the Vietnamese name, as a Vietnamese dictionary has it.' },
  },
});

const blocOrders: Readonly<Record<BlocOrder, Order<Bloc>>> = {
  SLUG: { keys: ['slug'] },
  NAME: { keys: [vietnameseKey("bloc.name->>'vi'", ({ name }) => name.vi), 'id'] },
};

@ArgsType()
class BlocsArgs extends PageArgs {
  @Field(() => BlocOrder, { nullable: true, description: 'SLUG unless given.' })
  order?: BlocOrder | null;
}

@ArgsType()
class MemberArgs {
  @Field(() => ID, { nullable: true, description: 'Its id. Give this, or `blocSlug` and `code`.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Short name of its bloc, with `code`.' })
  blocSlug?: string | null;

  @Field(() => String, { nullable: true, description: 'Its code within the bloc, with `blocSlug`.' })
  code?: string | null;
}

@Resolver(() => Bloc)
export class BlocResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Path of its emblem on this server, a PNG, JPEG or WebP picture that never changes; null without one.',
  })
  emblem(@Root() { emblemHash }: Bloc): string | null {
    return emblemHash && `/emblems/${emblemHash}`;
  }

  @Allowed('Query.bloc')
  @Query(() => Bloc, { nullable: true, description: 'One bloc, by its id or its short name; null when there is none.' })
  async bloc(@Args(() => IdOrSlugArgs) { id, slug }: IdOrSlugArgs, @Ctx() ctx: Context): Promise<Bloc | null> {
    if (exactlyOne({ id, slug }) === 'id') return linked(ctx, blocById, idOrNull(String(id)));
    return ctx.read.findOneBy(Bloc, { slug: String(slug) });
  }

  @Allowed('Query.blocs')
  @Query(() => BlocConnection, { description: 'All blocs.' })
  @MaxFirst(pageLimit)
  blocs(@Args(() => BlocsArgs) { page, order }: BlocsArgs, @Ctx() ctx: Context): Connection<Bloc> {
    const chosen = order ?? BlocOrder.SLUG;
    return pageOf(ctx.read.createQueryBuilder(Bloc, 'bloc'), blocOrders[chosen], page, { order: chosen });
  }

  @FieldResolver(() => [Member], { description: 'Its members, in the order the bloc lists them.' })
  @ListSize(20)
  members(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, {
      nullable: true,
      description: 'Only those that belong in this emulation year; all that ever belonged when left out.',
    })
    year: number | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<readonly Member[]> {
    return year == null ? ctx.load(membersByBloc, bloc.id) : loadMembersOfYear(ctx, bloc.id, year);
  }

  @FieldResolver(() => YearRuleConnection, {
    description: 'Voting rules the bloc settled itself, newest year first; where it settled none, defaults hold.',
  })
  @MaxFirst(pageLimit)
  rules(
    @Root() bloc: Bloc,
    @Args(() => RulesArgs) { page, year }: RulesArgs,
    @Ctx() ctx: Context,
  ): Connection<VotingRule> {
    return connect(ctx, rulesByBloc, bloc.id, page, { year: year ?? null });
  }

  @FieldResolver(() => PactRule, {
    description:
      'How the pact of a year comes into force: as the bloc settled it, or by the signatures of all parties. A pact that was opened for signature keeps its own (`Pact.rule`).',
  })
  async pactRule(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { description: 'Emulation year the pact binds.' }) year: number,
    @Ctx() ctx: Context,
  ): Promise<PactRule> {
    return pactRuleOf(await loadPactTerms(ctx, bloc.id, year));
  }
}

@Resolver(() => Rule)
export class RuleResolver {
  @FieldResolver(() => [MemberWeight], {
    nullable: true,
    description:
      'What the votes of members weigh, in the order of the members; others weigh 1. Null where votes are counted by heads.',
  })
  @ListSize(20)
  async weights(@Root() { memberWeights }: Rule, @Ctx() ctx: Context): Promise<readonly MemberWeight[] | null> {
    if (!memberWeights) return null;
    const weights = Object.entries(memberWeights).map(async ([memberId, weight]) => {
      return { member: found(await ctx.load(memberById, memberId)), weight };
    });
    return (await Promise.all(weights)).sort((a, b) => a.member.ordinal - b.member.ordinal);
  }
}

@Resolver(() => Member)
export class MemberResolver {
  @Allowed('Query.member')
  @Query(() => Member, {
    nullable: true,
    description: 'One member, by its id or by its bloc and its code there; null when there is none.',
  })
  async member(
    @Args(() => MemberArgs) { id, blocSlug, code }: MemberArgs,
    @Ctx() ctx: Context,
  ): Promise<Member | null> {
    const given = exactlyOne({ id, blocSlug });
    if ((given === 'blocSlug') !== (code != null))
      throw new Refusal('BAD_USER_INPUT', { argument: 'code', cure: 'Give it with blocSlug, and never with id.' });
    if (given === 'id') return linked(ctx, memberById, idOrNull(String(id)));
    const bloc = await ctx.read.findOneBy(Bloc, { slug: String(blocSlug) });
    return bloc && ctx.read.findOneBy(Member, { blocId: bloc.id, code: String(code) });
  }

  @FieldResolver(() => Bloc, { description: 'The bloc it is, or was, a member of.' })
  async bloc(@Root() member: Member, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, member.blocId));
  }

  @FieldResolver(() => [Membership], { description: 'When it belonged, earliest span first.' })
  @ListSize(1)
  memberships(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly Membership[]> {
    return ctx.load(membershipsByMember, member.id);
  }
}
