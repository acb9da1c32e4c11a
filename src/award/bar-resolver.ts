import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { visibleFacts } from '../conference/visible';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { rowById, rowsBy } from '../graphql/loading/loader';
import { Act, Payload } from '../graphql/types/payload';
import { Award } from './award';
import { BarMemberInput, barMember, EndBarInput, endBar } from './bar-member';
import { awardById } from './loaders';
import { MemberBar } from './member-bar';

const barById = rowById(MemberBar);
const barsByMember = rowsBy(MemberBar, 'memberId', { fromDay: 'ASC', id: 'ASC' });

@ObjectType()
export class BarPayload extends Payload {
  @Field(() => MemberBar, { nullable: true, description: 'The bar as it stands now.' })
  bar(@Ctx() ctx: Context): Promise<MemberBar | null> {
    return ctx.load(barById, this.receipt.subject);
  }
}

@Resolver(() => MemberBar)
export class MemberBarResolver {
  @Allowed('Mutation.barMember')
  @Act(BarPayload, 'Enters that a member may not be proposed for an award for a time, by a document.')
  async barMember(
    @Arg('input', () => BarMemberInput, { description: 'Whom, and by what.' }) input: BarMemberInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await barMember(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.endBar')
  @Act(BarPayload, 'Ends a bar, with a reason.')
  async endBar(
    @Arg('input', () => EndBarInput, { description: 'Which, and when.' }) input: EndBarInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await endBar(ctx.db, ctx.viewer, input) };
  }

  @FieldResolver(() => Member, { description: 'The member.' })
  async member(@Root() bar: MemberBar, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, bar.memberId));
  }

  @FieldResolver(() => Award, { nullable: true, description: 'The one award it is about; null for every award.' })
  award(@Root() bar: MemberBar, @Ctx() ctx: Context): Promise<Award | null> {
    return linked(ctx, awardById, bar.awardId);
  }
}

@Resolver(() => Member)
export class MemberBarsResolver {
  @FieldResolver(() => [MemberBar], {
    description: 'When it may not be proposed for awards, ended bars too, earliest first.',
  })
  @ListSize(1)
  async bars(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly MemberBar[]> {
    return visibleFacts(ctx, await ctx.load(barsByMember, member.id));
  }
}
