import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { requireReadsForMember } from '../bloc/read-held-roles';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import { BlocRole } from '../graphql/authorize/viewer';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { Instant } from '../graphql/types/scalars';
import { Indicator } from '../indicator/indicator';
import { indicatorById } from '../indicator/loaders';
import { Result, ResultPeriod } from '../indicator/result';
import { entryTime, figuresByReport, reportById, reportsByMember } from './loaders';
import { ReportPayload } from './payload';
import { ReportResultsInput, reportResults } from './report-results';
import { ReportedFigure } from './reported-figure';
import { ResultReport } from './result-report';
import { ConfirmResultsInput, confirmResults, ReturnResultsInput, returnResults } from './settle-report';

const what = 'What is asked.';
const ResultReportConnection = connectionOf(ResultReport, 'ResultReport');

@ArgsType()
class ReportsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those about this year.' })
  year?: number | null;

  @Field(() => ResultPeriod, { nullable: true, description: 'Only those about this part of a year.' })
  period?: ResultPeriod | null;
}

@Resolver()
export class ReportActResolver {
  @Allowed('Mutation.reportResults')
  @Act(
    ReportPayload,
    "Enters a member's own results for one year and period, by its officer. Nobody else sees the figures but both offices and administrators, until the leader's office confirms them. A report of the same that waits is superseded as a whole.",
  )
  async reportResults(
    @Arg('input', () => ReportResultsInput, { description: what }) input: ReportResultsInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await reportResults(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.confirmResults')
  @Act(
    ReportPayload,
    "Confirms a report that waits, by the leader's office: its figures become results of the member that everybody sees, or take the place of those confirmed before, which stay as versions.",
  )
  async confirmResults(
    @Arg('input', () => ConfirmResultsInput, { description: what }) input: ConfirmResultsInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await confirmResults(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.returnResults')
  @Act(ReportPayload, "Gives a report that waits back to the member, by the leader's office, with a reason.")
  async returnResults(
    @Arg('input', () => ReturnResultsInput, { description: what }) input: ReturnResultsInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await returnResults(ctx.db, ctx.viewer, input) };
  }
}

@Resolver(() => Member)
export class MemberReportsResolver {
  @Allowed('Member.reports')
  @PrivateScope()
  @FieldResolver(() => ResultReportConnection, {
    nullable: true,
    description:
      'Its reports of its own results, confirmed or not, the newest first; for its officer, both offices and administrators.',
  })
  @MaxFirst(pageLimit)
  async reports(
    @Root() member: Member,
    @Args(() => ReportsArgs) { page, year, period }: ReportsArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<ResultReport>> {
    await requireReadsForMember(ctx, 'Member.reports', { blocId: member.blocId, memberId: member.id });
    return connect(ctx, reportsByMember, member.id, page, { year: year ?? null, period: period ?? null });
  }
}

@Resolver(() => ResultReport)
export class ResultReportResolver {
  @FieldResolver(() => Member, { description: 'Whose results.' })
  async member(@Root() { memberId }: ResultReport, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }

  @FieldResolver(() => [ReportedFigure], { description: 'Its figures, in their order.' })
  @ListSize(20)
  figures(@Root() { id }: ResultReport, @Ctx() ctx: Context): Promise<readonly ReportedFigure[]> {
    return ctx.load(figuresByReport, id);
  }

  @FieldResolver(() => Instant, { description: 'When it was entered, by the log of the bloc.' })
  async reportedAt(@Root() { blocId, sequence }: ResultReport, @Ctx() ctx: Context): Promise<Date> {
    return found(await ctx.load(entryTime, `${blocId} ${sequence}`));
  }

  @FieldResolver(() => Instant, {
    nullable: true,
    description: 'When it was confirmed, given back or superseded; null while it waits.',
  })
  settledAt(@Root() { blocId, settledSequence }: ResultReport, @Ctx() ctx: Context): Promise<Date | null> {
    return linked(ctx, entryTime, settledSequence === null ? null : `${blocId} ${settledSequence}`);
  }
}

@Resolver(() => ReportedFigure)
export class ReportedFigureResolver {
  @FieldResolver(() => Indicator, { description: 'What was measured.' })
  async indicator(@Root() { indicatorId }: ReportedFigure, @Ctx() ctx: Context): Promise<Indicator> {
    return found(await ctx.load(indicatorById, indicatorId));
  }
}

/** Who reported and who confirmed is told by role: names are in the log. */
@Resolver(() => Result)
export class ReportedResultResolver {
  @FieldResolver(() => Instant, {
    nullable: true,
    description: 'When the member reported it; null of what was reported at a conference.',
  })
  async reportedAt(@Root() result: Result, @Ctx() ctx: Context): Promise<Date | null> {
    const report = await linked(ctx, reportById, result.reportId);
    return report && ctx.load(entryTime, `${report.blocId} ${report.sequence}`);
  }

  @FieldResolver(() => Instant, {
    nullable: true,
    description: "When the leader's office confirmed it; null of what was reported at a conference.",
  })
  async confirmedAt(@Root() result: Result, @Ctx() ctx: Context): Promise<Date | null> {
    const report = await linked(ctx, reportById, result.reportId);
    return report && ctx.load(entryTime, `${report.blocId} ${report.settledSequence}`);
  }

  @FieldResolver(() => BlocRole, {
    nullable: true,
    description: 'By what role at the bloc it was reported; null of what was reported at a conference.',
  })
  reportedBy(@Root() { reportId }: Result): BlocRole | null {
    return reportId === null ? null : BlocRole.OFFICER;
  }

  @FieldResolver(() => BlocRole, {
    nullable: true,
    description: 'By what role at the bloc it was confirmed; null of what was reported at a conference.',
  })
  confirmedBy(@Root() { reportId }: Result): BlocRole | null {
    return reportId === null ? null : BlocRole.LEADER_OFFICE;
  }
}
