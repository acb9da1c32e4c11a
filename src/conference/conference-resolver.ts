import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { loadMembersOfYear } from '../bloc/read-members';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { connectionOf, type Page, PageArgs, pageOf } from '../graphql/loading/connection';
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
class DelegatesArgs extends PageArgs {
  @Field(() => Int, { defaultValue: 60, description: 'How many at most, 1 to 100.' })
  override first: number;
}

@ArgsType()
class PresencesArgs extends DelegatesArgs {
  @Field(() => Boolean, { defaultValue: true, description: 'False lists ended stays too.' })
  current: boolean;
}

/** Rehearsals are numbered in their slugs: the tenth comes after the ninth. */
const slugs = new Intl.Collator('en', { numeric: true });
const byNumber = (a: Conference, b: Conference) => slugs.compare(a.slug, b.slug);

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
    return conference && isVisible(ctx.viewer, conference) ? conference : null;
  }

  @Allowed('Query.conferences')
  @Query(() => ConferenceConnection, { description: 'The conferences the caller may see, newest first.' })
  conferences(@Args(() => ConferencesArgs) args: ConferencesArgs, @Ctx() ctx: Context): Promise<Page<Conference>> {
    const { blocSlug, year, state, rehearsals } = args;
    const query = ctx.read.createQueryBuilder(Conference, 'conference');
    narrowToVisible(query, 'conference.id', visibilityFilterOf(ctx.viewer), rehearsals);
    if (year != null) query.andWhere(':year in (conference.closesYear, conference.opensYear)', { year });
    if (state != null) query.andWhere('conference.state = :state', { state });
    if (blocSlug != null)
      query.andWhere('conference.blocId in (select b.id from bloc b where b.slug = :blocSlug)', { blocSlug });
    return pageOf(query, newestFirst, args, 'DESC');
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

  @FieldResolver(() => [Conference], {
    description: 'Rehearsals of it that the caller may see, in the order they were made.',
  })
  async rehearsals(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Conference[]> {
    const rehearsals = await ctx.load(rehearsalsByConference, conference.id);
    return rehearsals.filter((rehearsal) => isVisible(ctx.viewer, rehearsal)).sort(byNumber);
  }

  @FieldResolver(() => [Member], {
    description:
      'Members of the year being judged: they vote. The year it closes or, if it closes none, the one it opens.',
  })
  async members(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    const year = evaluatedYear(conference);
    return year === null ? [] : loadMembersOfYear(ctx, conference.blocId, year);
  }

  @FieldResolver(() => [Member], { description: 'Members of the year it opens: they sign the pact.' })
  async signingMembers(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Member[]> {
    const { blocId, opensYear } = conference;
    return opensYear === null ? [] : loadMembersOfYear(ctx, blocId, opensYear);
  }

  @FieldResolver(() => [AgendaItem], { description: 'The agenda in order.' })
  agenda(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly AgendaItem[]> {
    return ctx.load(agendaByConference, conference.id);
  }

  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The item being dealt with now.' })
  async currentItem(@Root() conference: Conference, @Ctx() ctx: Context): Promise<AgendaItem | undefined> {
    const agenda = await ctx.load(agendaByConference, conference.id);
    return agenda.find((item) => item.state === AgendaState.CURRENT);
  }

  @FieldResolver(() => [Delegation], { description: 'Groups of attendees named together, in printed order.' })
  delegations(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Delegation[]> {
    return ctx.load(delegationsByConference, conference.id);
  }

  @FieldResolver(() => DelegateConnection, { description: 'The people attending, in the order of the list.' })
  delegates(
    @Root() conference: Conference,
    @Args(() => DelegatesArgs) { first, after }: DelegatesArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Delegate>> {
    return ctx.load(delegatesByConference, { parentId: conference.id, page: { first, after }, filter: null });
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
  presences(
    @Root() conference: Conference,
    @Args(() => PresencesArgs) { first, after, current }: PresencesArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Presence>> {
    return ctx.load(presencesByConference, { parentId: conference.id, page: { first, after }, filter: { current } });
  }

  @FieldResolver(() => [Directive], { description: 'Directives named or given at it, in printed order.' })
  directives(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Directive[]> {
    return ctx.load(directivesByConference, conference.id);
  }

  @FieldResolver(() => [KeyTask], { description: 'Key tasks it agreed on, in printed order.' })
  keyTasks(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly KeyTask[]> {
    return ctx.load(keyTasksByConference, conference.id);
  }

  @FieldResolver(() => [Resolution], { description: 'What it resolved, in printed order.' })
  resolutions(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Resolution[]> {
    return ctx.load(resolutionsByConference, conference.id);
  }
}

@Resolver(() => Bloc)
export class BlocConferencesResolver {
  @FieldResolver(() => ConferenceConnection, { description: 'Its conferences that the caller may see, newest first.' })
  conferences(
    @Root() bloc: Bloc,
    @Args(() => BlocConferencesArgs) { first, after, rehearsals }: BlocConferencesArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Conference>> {
    const filter = { visibility: visibilityFilterOf(ctx.viewer), rehearsals };
    return ctx.load(conferencesByBloc, { parentId: bloc.id, page: { first, after }, filter });
  }
}
