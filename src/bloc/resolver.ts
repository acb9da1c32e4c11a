import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { connectionOf, type Page, PageArgs, pageOf } from '../graphql/loading/connection';
import { Bloc } from './bloc';
import { blocById, membersByBloc, membershipsByMember, rulesByBloc } from './loaders';
import { Member } from './member';
import { Membership } from './membership';
import { loadMembersOfYear } from './read-members';
import { VotingRule } from './voting-rule';

const BlocConnection = connectionOf(Bloc, 'Bloc');

@Resolver(() => Bloc)
export class BlocResolver {
  @Allowed('Query.bloc')
  @Query(() => Bloc, { nullable: true, description: 'One bloc; null when there is none of that name.' })
  bloc(
    @Arg('slug', () => String, { description: 'Short name of the bloc.' }) slug: string,
    @Ctx() ctx: Context,
  ): Promise<Bloc | null> {
    return ctx.read.findOneBy(Bloc, { slug });
  }

  @Allowed('Query.blocs')
  @Query(() => BlocConnection, { description: 'All blocs, by their short names.' })
  blocs(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Bloc>> {
    return pageOf(ctx.read.createQueryBuilder(Bloc, 'bloc'), ['slug'], page);
  }

  @FieldResolver(() => [Member], { description: 'Its members, in the order the bloc lists them.' })
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

  @FieldResolver(() => [VotingRule], {
    description: 'Voting rules the bloc settled itself, newest year first; where it settled none, defaults hold.',
  })
  async rules(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { nullable: true, description: 'Only those of this emulation year.' })
    year: number | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<readonly VotingRule[]> {
    const rules = await ctx.load(rulesByBloc, bloc.id);
    return rules.filter((rule) => rule.year === (year ?? rule.year));
  }
}

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => Bloc, { description: 'The bloc it is, or was, a member of.' })
  async bloc(@Root() member: Member, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, member.blocId));
  }

  @FieldResolver(() => [Membership], { description: 'When it belonged, earliest span first.' })
  memberships(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly Membership[]> {
    return ctx.load(membershipsByMember, member.id);
  }
}
