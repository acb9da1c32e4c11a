import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect, pageOf } from '../graphql/loading/paging';
import { Bloc } from './bloc';
import { blocById, membersByBloc, membershipsByMember, rulesByBloc } from './loaders';
import { Member } from './member';
import { Membership } from './membership';
import { loadMembersOfYear } from './read-members';
import { VotingRule } from './voting-rule';

const BlocConnection = connectionOf(Bloc, 'Bloc');
const YearRuleConnection = connectionOf(VotingRule, 'YearRule');

@ArgsType()
class RulesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those of this emulation year.' })
  year?: number | null;
}

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
  @MaxFirst(pageLimit)
  blocs(@Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context): Connection<Bloc> {
    return pageOf(ctx.read.createQueryBuilder(Bloc, 'bloc'), ['slug'], page);
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
}

@Resolver(() => Member)
export class MemberResolver {
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
