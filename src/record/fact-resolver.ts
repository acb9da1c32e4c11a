import { Arg, type ClassType, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Proposal } from '../award/proposal';
import { LeadershipTerm } from '../bloc/leadership-term';
import { blocById, memberById, membersByBloc } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { VotingRule } from '../bloc/voting-rule';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { conferenceById } from '../conference/loaders';
import { Resolution } from '../conference/resolution';
import { seenConference } from '../conference/visible';
import { Confirmation, confirmationOf } from '../confirmation/confirmation';
import { pendingActById } from '../confirmation/loaders';
import { type Context, linked } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';
import { Result } from '../indicator/result';
import { Movement } from '../movement/movement';
import { Article } from '../pact/article';
import { pactById } from '../pact/loaders';
import { Pact } from '../pact/pact';
import { Target } from '../pact/target';
import { FactVersion, versionAt, versionsByFact } from './fact-version';
import { entryAt } from './find-entry';
import { LogEntry } from './log-entry';

interface Fact {
  readonly id: string;
  readonly pactId?: string;
  readonly ordinal?: number | null;
}

type KeyOf<T> = (thing: T) => string;
const byId = ({ id }: Fact) => id;
const byPlace = ({ pactId, ordinal }: Fact) => `${pactId}/${ordinal}`;

/** Gives a type its history: the versions that the table `fact` has had. */
function historyOf<T extends object>(Type: ClassType<T>, fact: string, keyOf: KeyOf<T>) {
  @Resolver(() => Type)
  class HistoryResolver {
    @FieldResolver(() => [FactVersion], { description: 'Every version it has had, oldest first; the last one stands.' })
    @ListSize(2)
    history(@Root() thing: T, @Ctx() ctx: Context): Promise<readonly FactVersion[]> {
      return visibleVersions(ctx, `${fact} ${keyOf(thing)}`);
    }

    @FieldResolver(() => FactVersion, {
      nullable: true,
      description:
        'What was known of it at a time, or now; null where nothing was. Never in one document with `asOf`, which is about what the hall saw: AXES_MIXED.',
    })
    async version(
      @Root() thing: T,
      @Arg('knownAt', () => Instant, { nullable: true, description: 'The time; now unless given.' })
      knownAt: Date | null,
      @Ctx() ctx: Context,
    ): Promise<FactVersion | null> {
      const all = await visibleVersions(ctx, `${fact} ${keyOf(thing)}`);
      return knownAt ? versionAt(all, knownAt) : (all.at(-1) ?? null);
    }
  }
  return HistoryResolver;
}

/** Tells of a fact what its conference held at its closing, where it was corrected since. */
function closingOf<T extends object>(Type: ClassType<T>, fact: string, keyOf: KeyOf<T>, conferenceOf: ConferenceOf<T>) {
  @Resolver(() => Type)
  class ClosingResolver {
    @FieldResolver(() => FactVersion, {
      nullable: true,
      description:
        'What it said when its conference closed, or was first told of where it is a record of the past, if it has been corrected since; null else. What it says now is on the thing itself.',
    })
    async heldAtClosing(@Root() thing: T, @Ctx() ctx: Context): Promise<FactVersion | null> {
      const conferenceId = await conferenceOf(thing, ctx);
      const conference = conferenceId === null ? null : await ctx.load(conferenceById, conferenceId);
      if (conference?.state !== ConferenceState.CLOSED) return null;
      const all = await visibleVersions(ctx, `${fact} ${keyOf(thing)}`);
      const held = heldBy(all, conference);
      return held && held.number < (all.at(-1)?.number ?? 0) ? held : null;
    }
  }
  return ClosingResolver;
}

type ConferenceOf<T> = (thing: T, ctx: Context) => Promise<string | null> | string | null;
const own = ({ conferenceId }: { readonly conferenceId: string | null }) => conferenceId;
const ofPact = async ({ pactId }: { readonly pactId: string }, ctx: Context) =>
  (await ctx.load(pactById, pactId))?.conferenceId ?? null;

/** Of a post, without those that came by a conference that is not the caller's to see. */
async function visibleVersions(ctx: Context, key: string): Promise<readonly FactVersion[]> {
  const all = await ctx.load(versionsByFact, key);
  if (!key.startsWith('leadership_term ')) return all;
  const seen = await Promise.all(all.map(async ({ stream }) => stream === null || isSeen(ctx, stream)));
  return all.filter((_, index) => seen[index]);
}

/** Whether a log is that of a bloc, or of a conference the caller may see. */
async function isSeen(ctx: Context, stream: string): Promise<boolean> {
  return (await ctx.load(blocById, stream)) !== null || (await seenConference(ctx, stream)) !== null;
}

function heldBy(versions: readonly FactVersion[], { nature, closedAt }: Conference): FactVersion | null {
  if (nature === ConferenceNature.RECORD) return versions[0] ?? null;
  return closedAt && versionAt(versions, closedAt);
}

/** A post of the bloc; what a rehearsal appoints has no history. */
const postOf = ({ id, blocId, year, role, ordinal, rehearsal }: LeadershipTerm) =>
  rehearsal ? id : [blocId, year, role, ordinal].join('/');
export const ResultHistoryResolver = historyOf(Result, 'result', byId);
export const ResultClosingResolver = closingOf(Result, 'result', byId, own);
export const MovementHistoryResolver = historyOf(Movement, 'movement', byId);
export const MovementClosingResolver = closingOf(Movement, 'movement', byId, own);
export const DirectiveHistoryResolver = historyOf(Directive, 'directive', byId);
export const DirectiveClosingResolver = closingOf(Directive, 'directive', byId, own);
export const KeyTaskHistoryResolver = historyOf(KeyTask, 'key_task', byId);
export const KeyTaskClosingResolver = closingOf(KeyTask, 'key_task', byId, own);
export const ResolutionHistoryResolver = historyOf(Resolution, 'resolution', byId);
export const ResolutionClosingResolver = closingOf(Resolution, 'resolution', byId, own);
export const ProposalHistoryResolver = historyOf(Proposal, 'award_proposal', byId);
export const ProposalClosingResolver = closingOf(Proposal, 'award_proposal', byId, own);
export const PactHistoryResolver = historyOf(Pact, 'pact', byId);
export const PactClosingResolver = closingOf(Pact, 'pact', byId, own);
export const ArticleHistoryResolver = historyOf(Article, 'pact_article', byPlace);
export const ArticleClosingResolver = closingOf(Article, 'pact_article', byPlace, ofPact);
export const TargetHistoryResolver = historyOf(Target, 'pact_target', byPlace);
export const TargetClosingResolver = closingOf(Target, 'pact_target', byPlace, ofPact);
export const DelegateHistoryResolver = historyOf(Delegate, 'delegate', byId);
export const DelegateClosingResolver = closingOf(Delegate, 'delegate', byId, own);
export const ConferenceHistoryResolver = historyOf(Conference, 'conference', byId);
export const ConferenceClosingResolver = closingOf(Conference, 'conference', byId, byId);
export const LeadershipHistoryResolver = historyOf(LeadershipTerm, 'leadership_term', postOf);
export const LeadershipClosingResolver = closingOf(LeadershipTerm, 'leadership_term', postOf, own);
export const MemberHistoryResolver = historyOf(Member, 'member', byId);
export const RuleHistoryResolver = historyOf(VotingRule, 'voting_rule', byId);

@ObjectType({ description: 'A member whose name or spellings have changed since a conference.' })
export class RenamedMember {
  @Field(() => Member, { description: 'The member as it is named now.' })
  member: Member;

  @Field(() => FactVersion, { description: 'How it was named when the conference closed, or was first told of.' })
  heldAtClosing: FactVersion;
}

@Resolver(() => Conference)
export class RenamedMembersResolver {
  @FieldResolver(() => [RenamedMember], {
    description: 'Members of the bloc that were named or spelt otherwise at its closing; none while it is not closed.',
  })
  @ListSize(2)
  async renamedMembers(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly RenamedMember[]> {
    const { id, blocId, state, nature, closedAt } = conference;
    if (state !== ConferenceState.CLOSED) return [];
    const isRecord = nature === ConferenceNature.RECORD;
    const [first] = isRecord ? await ctx.load(versionsByFact, `conference ${id}`) : [];
    const closing = isRecord ? first?.knownFrom : closedAt;
    if (!closing) return [];
    const members = await ctx.load(membersByBloc, blocId);
    const versions = await Promise.all(members.map((member) => ctx.load(versionsByFact, `member ${member.id}`)));
    return members.flatMap((member, index) => {
      const held = versionAt(versions[index] ?? [], closing);
      return held && held.number < (versions[index]?.length ?? 0) ? [{ member, heldAtClosing: held }] : [];
    });
  }
}

@Resolver(() => FactVersion)
export class FactVersionResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who held it, of a post; null of any other fact.' })
  member(@Root() { memberId }: FactVersion, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, memberId);
  }

  @FieldResolver(() => LogEntry, {
    nullable: true,
    description:
      "The entry it came by: who brought it, by which act or file. Null of before versions were kept, and where the log is not the caller's to see.",
  })
  async entry(@Root() { stream, sequence }: FactVersion, @Ctx() ctx: Context): Promise<LogEntry | null> {
    if (stream === null || sequence === null || !(await isSeen(ctx, stream))) return null;
    return ctx.load(entryAt, `${stream} ${sequence}`);
  }

  @FieldResolver(() => Confirmation, {
    nullable: true,
    description: 'Who asked for it and who confirmed it, where it took two people; null of any other.',
  })
  async confirmation(@Root() version: FactVersion, @Ctx() ctx: Context): Promise<Confirmation | null> {
    const { twoKeys } = dataOf<{ twoKeys?: { pendingActId: string } }>(await this.entry(version, ctx));
    const pending = twoKeys && (await ctx.load(pendingActById, twoKeys.pendingActId));
    return pending ? confirmationOf(pending) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why, as whoever brought it says; null where nobody said.',
  })
  async reason(@Root() version: FactVersion, @Ctx() ctx: Context): Promise<string | null> {
    const { reason } = dataOf<{ reason?: unknown }>(await this.entry(version, ctx));
    return typeof reason === 'string' ? reason : null;
  }
}

const dataOf = <T extends object>(entry: LogEntry | null): Partial<T> =>
  entry ? (JSON.parse(entry.body) as { data: T }).data : {};
