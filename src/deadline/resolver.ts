import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { now } from '../clock';
import { Allowed, Uncacheable } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { dayOf } from './calendar';
import { ChangeDeadlineInput, changeDeadline, WithdrawDeadlineInput, withdrawDeadline } from './change-deadline';
import { Deadline } from './deadline';
import { DueItem, LatenessBand } from './due-item';
import { bandOf, daysLate } from './lateness';
import { deadlineById, deadlinesByBloc, itemsByDeadline, owedByMember } from './loaders';
import { DeadlinePayload } from './payload';
import { ReceiveReportInput, receiveReport } from './receive-report';
import { SetDeadlineInput, setDeadline } from './set-deadline';

const what = 'What is asked.';
const DeadlineConnection = connectionOf(Deadline, 'Deadline');

@ArgsType()
class DeadlinesArgs extends PageArgs {
  @Field(() => Int, { description: 'Emulation year.' })
  year: number;
}

@Resolver()
export class DeadlineActResolver {
  @Allowed('Mutation.setDeadline')
  @Act(DeadlinePayload, 'Says what is due in a year of a bloc, from whom, and by when.')
  async setDeadline(
    @Arg('input', () => SetDeadlineInput, { description: what }) input: SetDeadlineInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await setDeadline(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.changeDeadline')
  @Act(DeadlinePayload, 'Changes the days or the title of a deadline; lateness is counted anew, also of what has come.')
  async changeDeadline(
    @Arg('input', () => ChangeDeadlineInput, { description: what }) input: ChangeDeadlineInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await changeDeadline(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.withdrawDeadline')
  @Act(DeadlinePayload, 'Withdraws a deadline: nobody owes it any more.')
  async withdrawDeadline(
    @Arg('input', () => WithdrawDeadlineInput, { description: what }) input: WithdrawDeadlineInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await withdrawDeadline(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.receiveReport')
  @Act(
    DeadlinePayload,
    'Records the day on which something due came on paper. Where the member reported here too, the earlier of the two counts.',
  )
  async receiveReport(
    @Arg('input', () => ReceiveReportInput, { description: what }) input: ReceiveReportInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await receiveReport(ctx.db, ctx.viewer, input) };
  }
}

@Resolver(() => Bloc)
export class BlocDeadlinesResolver {
  @FieldResolver(() => DeadlineConnection, { description: 'What is due in one emulation year, soonest first.' })
  @MaxFirst(pageLimit)
  deadlines(
    @Root() bloc: Bloc,
    @Args(() => DeadlinesArgs) { page, year }: DeadlinesArgs,
    @Ctx() ctx: Context,
  ): Connection<Deadline> {
    return connect(ctx, deadlinesByBloc, bloc.id, page, { year });
  }
}

@Resolver(() => Member)
export class MemberDueResolver {
  @FieldResolver(() => [DueItem], {
    description: 'What it owes by deadlines of its bloc and has not brought yet, soonest first.',
  })
  @ListSize(5)
  due(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly DueItem[]> {
    return ctx.load(owedByMember, member.id);
  }
}

@Resolver(() => Deadline)
export class DeadlineResolver {
  @FieldResolver(() => Bloc, { description: 'The bloc.' })
  async bloc(@Root() { blocId }: Deadline, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, blocId));
  }

  @FieldResolver(() => [DueItem], { description: 'Each member it is due from, in their order, and whether it came.' })
  @ListSize(20)
  items(@Root() { id }: Deadline, @Ctx() ctx: Context): Promise<readonly DueItem[]> {
    return ctx.load(itemsByDeadline, id);
  }
}

@Resolver(() => DueItem)
export class DueItemResolver {
  @FieldResolver(() => Deadline, { description: 'By when it is due.' })
  async deadline(@Root() { deadlineId }: DueItem, @Ctx() ctx: Context): Promise<Deadline> {
    return found(await ctx.load(deadlineById, deadlineId));
  }

  @FieldResolver(() => Member, { description: 'Who owes it.' })
  async member(@Root() { memberId }: DueItem, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Calendar days from the last day in time (`latestOn`, or else `dueOn`) to the day it came; 0 in time, null while it has not come.',
  })
  daysLate(@Root() { lastDay, receivedOn }: DueItem): number | null {
    return receivedOn === null ? null : daysLate(lastDay, receivedOn);
  }

  @FieldResolver(() => LatenessBand, {
    nullable: true,
    description: 'What that lateness costs; null in time, for fewer than five days, and while it has not come.',
  })
  lateness(@Root() { lastDay, receivedOn }: DueItem): LatenessBand | null {
    return receivedOn === null ? null : bandOf(daysLate(lastDay, receivedOn));
  }

  @FieldResolver(() => Int, {
    description: 'Calendar days after the last day in time, today, of what has not come; 0 for anything else.',
  })
  @Uncacheable()
  daysOverdue(@Root() { lastDay, receivedOn }: DueItem): number {
    return receivedOn === null ? daysLate(lastDay, dayOf(now())) : 0;
  }
}
