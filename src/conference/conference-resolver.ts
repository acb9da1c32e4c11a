import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { loadMembersOfYear } from '../bloc/read-members';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect, pageOf } from '../graphql/loading/paging';
import { AgendaItem, AgendaState } from './agenda-item';
import { Attendance } from './attendance';
import { Conference, ConferenceState } from './conference';
import { Delegate } from './delegate';
import { Delegation } from './delegation';
import { Directive } from './directive';
import { evaluatedYear } from './evaluated-year';
import { KeyTask } from './key-task';
import {
  agendaByConference,
  conferencesByBloc,
  delegatesByConference,
  delegationsByConference,
  directivesByConference,
  keyTasksByConference,
  presencesByConference,
  rehearsalsByConference,
  resolutionsByConference,
} from './loaders';
import { newestFirst } from './newest-first';
import { Presence } from './presence';
import { attendanceByConference } from './read-attendance';
import { Resolution } from './resolution';
import { isVisible, narrowToVisible, visibilityFilterOf } from './visibility';
import { visibleConference } from './visible';

const ConferenceConnection = connectionOf(Conference, 'Conference');
const DelegateConnection = connectionOf(Delegate, 'Delegate');
const PresenceConnection = connectionOf(Presence, 'Presence');

@ArgsType()
class ConferencesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those of the bloc of this short name.' })
  blocSlug?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only those that close or open this emulation year.' })
  year?: number | null;

  @Field(() => ConferenceState, { nullable: true, description: 'Only those that stand there now: OPEN is in session.' })
  state?: ConferenceState | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether rehearsals are listed too.' })
  rehearsals: boolean;
}

@ArgsType()
class BlocConferencesArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether rehearsals are listed too.' })
  rehearsals: boolean;
}

@ArgsType()
class DelegatesArgs extends pageArgs(60, pageLimit) {}

@ArgsType()
class PresencesArgs extends DelegatesArgs {
  @Field(() => Boolean, { defaultValue: true, description: 'False lists ended stays too.' })
  current: boolean;
}

@Resolver(() => Conference)
export class ConferenceResolver {
  @Allowed('Query.conference')
  @Query(() => Conference, {
    nullable: true,
    description: "One conference; null when there is none of that name, or it is not the caller's to see.",
  })
  async conference(
    @Arg('slug', () => String, { description: 'Short name of the conference.' }) slug: string,
    @Ctx() ctx: Context,
  ): Promise<Conference | null> {
    const conference = await ctx.read.findOneBy(Conference, { slug });
    if (!conference || !isVisible(ctx.viewer, conference)) return null;
    ctx.about(conference.id);
    return conference;
  }

  @Allowed('Query.conferences')
  @Query(() => ConferenceConnection, { description: 'The conferences the caller may see, newest first.' })
  @MaxFirst(pageLimit)
  conferences(
    @Args(() => ConferencesArgs) { page, blocSlug, year, state, rehearsals }: ConferencesArgs,
    @Ctx() ctx: Context,
  ): Connection<Conference> {
    const query = ctx.read.createQueryBuilder(Conference, 'conference');
    narrowToVisible(query, 'conference.id', visibilityFilterOf(ctx.viewer), rehearsals);
    if (year != null) query.andWhere(':year in (conference.closesYear, conference.opensYear)', { year });
    if (state != null) query.andWhere('conference.state = :state', { state });
    if (blocSlug != null)
      query.andWhere('conference.blocId in (select b.id from bloc b where b.slug = :blocSlug)', { blocSlug });
    return pageOf(query, newestFirst, page, 'DESC');
  }

  @FieldResolver(() => Bloc, { description: 'The bloc that meets.' })
  async bloc(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, conference.blocId));
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member that hosts it; null where unknown.' })
  host(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, conference.hostId);
  }

  @FieldResolver(() => Conference, { nullable: true, description: 'The conference it rehearses, for a rehearsal.' })
  async rehearses(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Conference | null> {
    return conference.rehearsesId === null ? null : visibleConference(ctx, conference.rehearsesId);
  }

  @FieldResolver(() => ConferenceConnection, {
    description: 'Rehearsals of it that the caller may see, in the order they were made.',
  })
  @MaxFirst(pageLimit)
  rehearsals(
    @Root() conference: Conference,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Conference> {
    return connect(ctx, rehearsalsByConference, conference.id, page, { visibility: visibilityFilterOf(ctx.viewer) });
  }

  @FieldResolver(() => [Member], {
    description:
      'Members of the year being judged: they vote. The year it closes or, if it closes none, the one it opens.',
  })
  @ListSize(20)
  async members(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    const year = evaluatedYear(conference);
    return year === null ? [] : loadMembersOfYear(ctx, conference.blocId, year);
  }

  @FieldResolver(() => [Member], { description: 'Members of the year it opens: they sign the pact.' })
  @ListSize(20)
  async signingMembers(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    const { blocId, opensYear } = conference;
    return opensYear === null ? [] : loadMembersOfYear(ctx, blocId, opensYear);
  }

  @FieldResolver(() => [AgendaItem], { description: 'The agenda in order.' })
  @ListSize(15)
  agenda(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly AgendaItem[]> {
    return ctx.load(agendaByConference, conference.id);
  }

  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The item being dealt with now.' })
  async currentItem(@Root() conference: Conference, @Ctx() ctx: Context): Promise<AgendaItem | undefined> {
    const agenda = await ctx.load(agendaByConference, conference.id);
    return agenda.find((item) => item.state === AgendaState.CURRENT);
  }

  @FieldResolver(() => [Delegation], { description: 'Groups of attendees named together, in printed order.' })
  @ListSize(5)
  delegations(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Delegation[]> {
    return ctx.load(delegationsByConference, conference.id);
  }

  @FieldResolver(() => DelegateConnection, { description: 'The people attending, in the order of the list.' })
  @MaxFirst(pageLimit)
  delegates(
    @Root() conference: Conference,
    @Args(() => DelegatesArgs) { page }: DelegatesArgs,
    @Ctx() ctx: Context,
  ): Connection<Delegate> {
    return connect(ctx, delegatesByConference, conference.id, page, null);
  }

  @FieldResolver(() => Int, { description: 'How many people are on the list of delegates.' })
  async delegateCount(@Root() conference: Conference, @Ctx() ctx: Context): Promise<number> {
    return found(await ctx.load(attendanceByConference, conference.id)).delegates;
  }

  @FieldResolver(() => Attendance, { description: 'Who is in the hall at this moment, in numbers.' })
  async attendance(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Attendance> {
    return found(await ctx.load(attendanceByConference, conference.id));
  }

  @FieldResolver(() => PresenceConnection, {
    description: 'Who is or was in the hall, by time of check-in.',
  })
  @MaxFirst(pageLimit)
  presences(
    @Root() conference: Conference,
    @Args(() => PresencesArgs) { page, current }: PresencesArgs,
    @Ctx() ctx: Context,
  ): Connection<Presence> {
    return connect(ctx, presencesByConference, conference.id, page, { current });
  }

  @FieldResolver(() => [Directive], { description: 'Directives named or given at it, in printed order.' })
  @ListSize(5)
  directives(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Directive[]> {
    return ctx.load(directivesByConference, conference.id);
  }

  @FieldResolver(() => [KeyTask], { description: 'Key tasks it agreed on, in printed order.' })
  @ListSize(8)
  keyTasks(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly KeyTask[]> {
    return ctx.load(keyTasksByConference, conference.id);
  }

  @FieldResolver(() => [Resolution], { description: 'What it resolved, in printed order.' })
  @ListSize(5)
  resolutions(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Resolution[]> {
    return ctx.load(resolutionsByConference, conference.id);
  }
}

@Resolver(() => Bloc)
export class BlocConferencesResolver {
  @FieldResolver(() => ConferenceConnection, { description: 'Its conferences that the caller may see, newest first.' })
  @MaxFirst(pageLimit)
  conferences(
    @Root() bloc: Bloc,
    @Args(() => BlocConferencesArgs) { page, rehearsals }: BlocConferencesArgs,
    @Ctx() ctx: Context,
  ): Connection<Conference> {
    return connect(ctx, conferencesByBloc, bloc.id, page, { visibility: visibilityFilterOf(ctx.viewer), rehearsals });
  }
}
