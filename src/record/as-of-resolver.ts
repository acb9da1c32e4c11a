import { Arg, Args, ArgsType, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Award } from '../award/award';
import { awardByCode, proposalById } from '../award/loaders';
import { Proposal } from '../award/proposal';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { pactRuleOf, signaturesNeeded, usualPactTerms } from '../bloc/pact-rule';
import { AgendaItem, AgendaState } from '../conference/agenda-item';
import { Attendance } from '../conference/attendance';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { agendaItemById, delegateById } from '../conference/loaders';
import { type Context, found, linked } from '../graphql/context';
import { arrayPage } from '../graphql/loading/array-page';
import { type Connection, connectionOf, PageArgs, pageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { pactById } from '../pact/loaders';
import { Pact } from '../pact/pact';
import { pollById } from '../poll/loaders';
import { Poll } from '../poll/poll';
import {
  AgendaItemAsOf,
  AwardProposalAsOf,
  ConferenceAsOf,
  DelegateAsOf,
  PactAsOf,
  PollAsOf,
  SignatureAsOf,
  SignatureSlotAsOf,
} from './as-of';
import { attendanceIn, standingIn, tallyIn } from './replay/standing';
import type { AgendaLine, DelegateLine, PactLine, RecordState } from './replay/state';
import { mostEntries, stateAt } from './replay/state-at';

const DelegateAsOfConnection = connectionOf(DelegateAsOf, 'DelegateAsOf');
const PollAsOfConnection = connectionOf(PollAsOf, 'PollAsOf');
const AwardProposalAsOfConnection = connectionOf(AwardProposalAsOf, 'AwardProposalAsOf');

@ArgsType()
class DelegatesAsOfArgs extends pageArgs(60, pageLimit) {}

@Resolver(() => Conference)
export class AsOfResolver {
  @FieldResolver(() => ConferenceAsOf, {
    nullable: true,
    description:
      'The conference as everybody who followed it saw it at a position of its log: 0 is before the first entry, where nothing is there yet. Refused with LOG_POSITION_AHEAD beyond the end and below 0, and with POSITION_NOT_KEPT where the log of an older release does not tell enough. It is about what the hall saw; what was known of a fact at a time is `version(knownAt:)` of the fact, and the two are not asked for in one document.',
  })
  @Extensions({ cost: mostEntries })
  async asOf(
    @Root() { id }: Conference,
    @Arg('sequence', () => Int, { description: 'The position.' }) sequence: number,
    @Ctx() { read, budget }: Context,
  ): Promise<ConferenceAsOf> {
    const recorded = await stateAt(read, id, sequence, (entries) => {
      if (!budget.take(entries)) return budget.never;
      budget.pacer.note(entries);
      return budget.pacer.turn(entries);
    });
    const { state, at } = recorded;
    return { conferenceId: id, recorded, sequence, at: at === null ? null : new Date(at), state };
  }
}

const itemAsOf = ({ id, ...line }: AgendaLine): AgendaItemAsOf => ({ ...line, itemId: id });

function delegateAsOf({ present }: RecordState, line: DelegateLine): DelegateAsOf {
  const { id, proxyFor, paper, from, until, withdrawnAt, mandate: _, ...rest } = line;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  const begun = instant(from);
  return {
    ...rest,
    ...{ delegateId: id, proxyForId: proxyFor, present: Object.hasOwn(present, id), withdrawnAt: instant(withdrawnAt) },
    authorisation: paper === null || begun === null ? null : { paper, from: begun, until: instant(until) },
  };
}

function pactAsOf({ id, title, state, textHash, ...pact }: PactLine): PactAsOf {
  const slots = pact.parties.map((memberId) => {
    const signature = pact.signatures.findLast((each) => each.memberId === memberId) ?? null;
    return { memberId, signature: signature as SignatureAsOf | null };
  });
  const signed = slots.filter(({ signature }) => signature).length;
  const terms = pact.rule ?? usualPactTerms;
  const needed = signaturesNeeded(terms, slots.length);
  const counts = { signed, parties: slots.length, needed, missing: Math.max(0, needed - signed) };
  return { pactId: id, title, state, textHash, rule: pactRuleOf(terms), ...counts, slots };
}

const byOrdinal = <T extends { readonly ordinal: number; readonly id: string }>(lines: Record<string, T>): T[] =>
  Object.values(lines).sort((a, b) => a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1));

@Resolver(() => ConferenceAsOf)
export class ConferenceAsOfResolver {
  @FieldResolver(() => Attendance, { description: 'Who was in the hall, in numbers.' })
  attendance(@Root() { recorded, conferenceId }: ConferenceAsOf): Attendance {
    return attendanceIn(recorded, conferenceId);
  }

  @FieldResolver(() => [AgendaItemAsOf], { description: 'The agenda in the order it had.' })
  @ListSize(15)
  agenda(@Root() { recorded }: ConferenceAsOf): readonly AgendaItemAsOf[] {
    return recorded.agenda.map(itemAsOf);
  }

  @FieldResolver(() => AgendaItemAsOf, { nullable: true, description: 'The item that was being dealt with.' })
  currentItem(@Root() { recorded }: ConferenceAsOf): AgendaItemAsOf | null {
    const item = recorded.agenda.find(({ state }) => state === AgendaState.CURRENT);
    return item ? itemAsOf(item) : null;
  }

  @FieldResolver(() => DelegateAsOfConnection, { description: 'The list of delegates in its order.' })
  @MaxFirst(pageLimit, 60)
  delegates(
    @Root() { recorded }: ConferenceAsOf,
    @Args(() => DelegatesAsOfArgs) { page }: DelegatesAsOfArgs,
  ): Connection<DelegateAsOf> {
    return arrayPage(
      byOrdinal(recorded.delegates).map((line) => delegateAsOf(recorded, line)),
      page,
    );
  }

  @FieldResolver(() => PollAsOfConnection, { description: 'Questions put to the vote, in order.' })
  @MaxFirst(pageLimit)
  polls(
    @Root() { recorded, conferenceId }: ConferenceAsOf,
    @Args(() => PageArgs) { page }: PageArgs,
  ): Connection<PollAsOf> {
    const polls = byOrdinal(recorded.polls).map((line): PollAsOf => {
      const { id, ordinal, question, kind, secrecy, state } = line;
      return { pollId: id, ordinal, question, kind, secrecy, state, tally: tallyIn(recorded, line, conferenceId) };
    });
    return arrayPage(polls, page);
  }

  @FieldResolver(() => PactAsOf, { nullable: true, description: 'The pact it signs: of the year it opens.' })
  pact(@Root() { recorded }: ConferenceAsOf): PactAsOf | null {
    const pacts = Object.values(recorded.pacts).sort((a, b) => a.year - b.year);
    const pact = pacts.find(({ year }) => year === recorded.opens) ?? pacts.at(-1);
    return pact ? pactAsOf(pact) : null;
  }

  @FieldResolver(() => AwardProposalAsOfConnection, { description: 'Award proposals in printed order.' })
  @MaxFirst(pageLimit)
  proposals(
    @Root() { recorded, conferenceId }: ConferenceAsOf,
    @Args(() => PageArgs) { page }: PageArgs,
  ): Connection<AwardProposalAsOf> {
    const proposals = byOrdinal(recorded.proposals).map((line): AwardProposalAsOf => {
      const { state, settlement } = standingIn(recorded, line, conferenceId);
      const { id, award, memberId, year, reason } = line;
      const asOf = { proposalId: id, awardCode: award, memberId, year, reason };
      return { ...asOf, state, method: settlement?.method ?? null };
    });
    return arrayPage(proposals, page);
  }
}

@Resolver(() => AgendaItemAsOf)
export class AgendaItemAsOfResolver {
  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The item as it stands now; null once removed.' })
  item(@Root() { itemId }: AgendaItemAsOf, @Ctx() ctx: Context): Promise<AgendaItem | null> {
    return ctx.load(agendaItemById, itemId);
  }
}

@Resolver(() => DelegateAsOf)
export class DelegateAsOfResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate as the list reads now.' })
  delegate(@Root() { delegateId }: DelegateAsOf, @Ctx() ctx: Context): Promise<Delegate | null> {
    return ctx.load(delegateById, delegateId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member they belonged to; null for guests.' })
  member(@Root() { memberId }: DelegateAsOf, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, memberId);
  }

  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate they stood in for.' })
  proxyFor(@Root() { proxyForId }: DelegateAsOf, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, proxyForId);
  }
}

@Resolver(() => PollAsOf)
export class PollAsOfResolver {
  @FieldResolver(() => Poll, { nullable: true, description: 'The poll as it stands now; null for a removed draft.' })
  poll(@Root() { pollId }: PollAsOf, @Ctx() ctx: Context): Promise<Poll | null> {
    return ctx.load(pollById, pollId);
  }
}

@Resolver(() => PactAsOf)
export class PactAsOfResolver {
  @FieldResolver(() => Pact, { nullable: true, description: 'The pact as it stands now.' })
  pact(@Root() { pactId }: PactAsOf, @Ctx() ctx: Context): Promise<Pact | null> {
    return ctx.load(pactById, pactId);
  }
}

@Resolver(() => SignatureSlotAsOf)
export class SignatureSlotAsOfResolver {
  @FieldResolver(() => Member, { description: 'The party.' })
  async member(@Root() { memberId }: SignatureSlotAsOf, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }
}

@Resolver(() => SignatureAsOf)
export class SignatureAsOfResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate who gave it.' })
  delegate(@Root() { delegateId }: SignatureAsOf, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, delegateId);
  }
}

@Resolver(() => AwardProposalAsOf)
export class AwardProposalAsOfResolver {
  @FieldResolver(() => Proposal, { nullable: true, description: 'The proposal as it stands now.' })
  proposal(@Root() { proposalId }: AwardProposalAsOf, @Ctx() ctx: Context): Promise<Proposal | null> {
    return ctx.load(proposalById, proposalId);
  }

  @FieldResolver(() => Award, { nullable: true, description: 'The award.' })
  award(@Root() { awardCode }: AwardProposalAsOf, @Ctx() ctx: Context): Promise<Award | null> {
    return ctx.load(awardByCode, awardCode);
  }

  @FieldResolver(() => Member, { description: 'Who was to get it.' })
  async member(@Root() { memberId }: AwardProposalAsOf, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }
}
