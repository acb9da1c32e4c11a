import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { loadMembersOfYear } from '../bloc/read-members';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, exactlyOne, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect, pageOf } from '../graphql/loading/paging';
import { IdOrSlugArgs } from '../graphql/types/id-or-slug';
import { loadPosition, Sequence } from '../graphql/types/sequence';
import { AgendaItem, AgendaState } from './agenda-item';
import { Attendance } from './attendance';
import { Conference, ConferenceState } from './conference';
import { ConferenceOrder, conferenceOrder } from './conference-order';
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
  mandateMarkByConference,
  membersAtClosing,
  presencesByConference,
  rehearsalsByConference,
  resolutionsByConference,
} from './loaders';
import { narrowToConferences } from './narrow-to-conferences';
import { Presence } from './presence';
import { attendanceByConference } from './read-attendance';
import { Resolution } from './resolution';
import { isVisible, narrowToVisible, visibilityFilterOf } from './visibility';
import { seenConference } from './visible';

const ConferenceConnection = connectionOf(Conference, 'Conference');
const DelegateConnection = connectionOf(Delegate, 'Delegate');
const PresenceConnection = connectionOf(Presence, 'Presence');

@ArgsType()
class BlocConferencesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those that close, review or open this emulation year.' })
  year?: number | null;

  @Field(() => ConferenceState, { nullable: true, description: 'Only those that stand there now: OPEN is in session.' })
  state?: ConferenceState | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether rehearsals are listed too.' })
  rehearsals: boolean;

  @Field(() => ConferenceOrder, { nullable: true, description: 'NEWEST_FIRST unless given.' })
  order?: ConferenceOrder | null;
}

@ArgsType()
class ConferencesArgs extends BlocConferencesArgs {
  @Field(() => String, { nullable: true, description: 'Only those of the bloc of this short name.' })
  blocSlug?: string | null;
}

/** Most halls are one page. */
const peopleOfAPage = 60;

@ArgsType()
class DelegatesArgs extends pageArgs(peopleOfAPage, pageLimit) {}

@ArgsType()
class PresencesArgs extends DelegatesArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'False lists ended stays too.' })
  current: boolean;
}

/** Members that vote or sign: those kept at the closing, or those of the year as the bloc is now. */
async function membersOf(
  ctx: Context,
  { id, blocId, state }: Conference,
  how: 'voting' | 'signing',
  year: number | null,
): Promise<readonly Member[]> {
  const kept = state === ConferenceState.CLOSED ? await ctx.load(membersAtClosing, id) : [];
  if (kept.length > 0)
    return Promise.all(
      kept.filter((each) => each[how]).map(async ({ memberId }) => found(await ctx.load(memberById, memberId))),
    );
  return year === null ? [] : loadMembersOfYear(ctx, blocId, year);
}

@Resolver(() => Attendance)
export class AttendanceResolver {
  @Sequence()
  async sequence(@Root() attendance: Attendance, @Ctx() ctx: Context): Promise<number> {
    return attendance.readAt ?? loadPosition(ctx, attendance.conferenceId);
  }
}

@Resolver(() => Conference)
export class ConferenceResolver {
  @Allowed('Query.conference')
  @Query(() => Conference, {
    nullable: true,
    description:
      "One conference, by its id or its short name; null when there is none, or it is not the caller's to see.",
  })
  async conference(
    @Args(() => IdOrSlugArgs) { id, slug }: IdOrSlugArgs,
    @Ctx() ctx: Context,
  ): Promise<Conference | null> {
    if (exactlyOne({ id, slug }) === 'id') return seenConference(ctx, String(id));
    const conference = await ctx.read.findOneBy(Conference, { slug: String(slug) });
    if (!conference) return null;
    ctx.about(conference.id);
    return isVisible(ctx.viewer, conference) ? conference : null;
  }

  @Allowed('Query.conferences')
  @Query(() => ConferenceConnection, { description: 'The conferences the caller may see.' })
  @MaxFirst(pageLimit)
  conferences(
    @Args(() => ConferencesArgs) {
      page,
      blocSlug = null,
      year = null,
      state = null,
      rehearsals,
      order,
    }: ConferencesArgs,
    @Ctx() ctx: Context,
  ): Connection<Conference> {
    const query = ctx.read.createQueryBuilder(Conference, 'conference');
    narrowToVisible(query, 'conference.id', visibilityFilterOf(ctx.viewer), rehearsals);
    narrowToConferences(query, { year, state });
    if (blocSlug !== null)
      query.andWhere('conference.blocId in (select b.id from bloc b where b.slug = :blocSlug)', { blocSlug });
    return pageOf(query, conferenceOrder(order), page, { year, state, blocSlug, rehearsals, order: order ?? null });
  }

  @FieldResolver(() => Bloc, { description: 'The bloc that meets.' })
  async bloc(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, conference.blocId));
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member that hosts it; null where unknown.' })
  host(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, conference.hostId);
  }

  @FieldResolver(() => Conference, {
    nullable: true,
    description: "The conference it rehearses, for a rehearsal; null where it is not the caller's to see.",
  })
  async rehearses(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Conference | null> {
    return conference.rehearsesId === null ? null : seenConference(ctx, conference.rehearsesId);
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

  @FieldResolver(() => String, {
    description:
      'Changes whenever a mandate to vote or to sign passes to another delegate, and says nothing else: whoever follows the conference for a delegate asks for `me` and `Poll.myVote` again then.',
  })
  mandateMark(@Root() conference: Conference, @Ctx() ctx: Context): Promise<string> {
    return ctx.load(mandateMarkByConference, conference.id);
  }

  @FieldResolver(() => [Member], {
    description:
      'Members of the year being judged: they vote. The year it closes, reviews or, if it has neither, opens. Of a closed conference, those of its closing.',
  })
  @ListSize(20)
  async members(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    return membersOf(ctx, conference, 'voting', evaluatedYear(conference));
  }

  @FieldResolver(() => [Member], {
    description: 'Members of the year it opens: they sign the pact. Of a closed conference, those of its closing.',
  })
  @ListSize(20)
  async signingMembers(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    return membersOf(ctx, conference, 'signing', conference.opensYear);
  }

  @FieldResolver(() => [Member], {
    nullable: true,
    description: 'Members in the order its source prints them; null where that is not known.',
  })
  @ListSize(20)
  async memberOrder(@Root() { memberOrder }: Conference, @Ctx() ctx: Context): Promise<readonly Member[] | null> {
    return memberOrder && Promise.all(memberOrder.map(async (id) => found(await ctx.load(memberById, id))));
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
  @MaxFirst(pageLimit, peopleOfAPage)
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

  @FieldResolver(() => Attendance, {
    description: 'Who is in the hall at this moment, or was at the closing, in numbers.',
  })
  async attendance(@Root() conference: Conference, @Ctx() ctx: Context): Promise<Attendance> {
    return found(await ctx.load(attendanceByConference, conference.id));
  }

  @FieldResolver(() => PresenceConnection, {
    description: 'Who is or was in the hall, by time of check-in.',
  })
  @MaxFirst(pageLimit, peopleOfAPage)
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
  @FieldResolver(() => ConferenceConnection, { description: 'Its conferences that the caller may see.' })
  @MaxFirst(pageLimit)
  conferences(
    @Root() bloc: Bloc,
    @Args(() => BlocConferencesArgs) { page, year, state, rehearsals, order }: BlocConferencesArgs,
    @Ctx() ctx: Context,
  ): Connection<Conference> {
    return connect(ctx, conferencesByBloc, bloc.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      rehearsals,
      year: year ?? null,
      state: state ?? null,
      order: order ?? null,
    });
  }
}
