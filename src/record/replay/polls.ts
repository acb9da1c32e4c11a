import { Outcome, type Poll, PollState } from '../../poll/poll';
import {
  type ElectorLine,
  type Handler,
  known,
  type OptionLine,
  type PollLine,
  type RecordState,
  type Told,
  type Words,
} from './state';

/** Questions, ballots and what they came to. */
export const pollHandlers: Readonly<Record<string, Handler>> = {
  pollCreated(state, told) {
    state.polls[told.subject] = {
      ...{ id: told.subject, ordinal: told.data.poll as number, state: PollState.DRAFT, ...questionOf(told) },
      ...{ dueAt: null, voidReason: null, result: null, tieDecision: null, open: null },
      ...{ electors: 0, present: 0, cast: 0, onPaper: 0, byHand: 0, paper: null },
    };
  },
  pollEdited(state, told) {
    Object.assign(known(state.polls, told), questionOf(told));
  },
  pollRemoved(state, { subject }) {
    delete state.polls[subject];
  },
  pollOpened(state, told) {
    const poll = known(state.polls, told);
    const { scores = {}, dueAt = null, liveTally = poll.liveTally } = told.data as unknown as Opened;
    const electors = electorsOf(state, poll, told);
    Object.assign(poll, {
      ...{ state: PollState.OPEN, dueAt, liveTally, open: { electors: Object.fromEntries(electors), voted: {} } },
      ...{ electors: electors.length, present: electors.filter(([, { present }]) => present).length, cast: 0 },
      options: poll.options.map((option) => ({ ...option, score: scores[option.code] ?? option.score })),
    });
  },
  pollScheduled(state, told) {
    known(state.polls, told).dueAt = (told.data.dueAt as string | null) ?? null;
  },
  ballotCast: vote,
  ballotCastByHand(state, told) {
    vote(state, told);
    known(state.polls, told).byHand += 1;
  },
  ballotOnPaper(state, told) {
    vote(state, told);
    known(state.polls, told).onPaper += 1;
  },
  paperBallotsCounted(state, told) {
    const { cast, invalid } = told.data as { cast: number; invalid: number };
    known(state.polls, told).paper = { cast, invalid };
  },
  pollOpeningUndone(state, told) {
    const none = { electors: 0, present: 0, cast: 0, onPaper: 0, byHand: 0, paper: null };
    Object.assign(known(state.polls, told), { ...none, state: PollState.DRAFT, dueAt: null, open: null });
  },
  ballotChanged: vote,
  pollClosed(state, told) {
    Object.assign(known(state.polls, told), { state: PollState.CLOSED, result: resultOf(told), open: null });
  },
  pollAgreed(state, told) {
    const { outcome, winners, electors, present, note } = told.data;
    const result = { votes: {}, cast: 0, blank: 0, outcome, winners, consensus: { electors, present, note } };
    Object.assign(known(state.polls, told), { state: PollState.CLOSED, result });
  },
  consensusRetracted(state, told) {
    Object.assign(known(state.polls, told), { state: PollState.DRAFT, result: null });
  },
  pollVoided(state, told) {
    const poll = known(state.polls, told);
    const open = isPlain(poll) ? null : poll.open;
    Object.assign(poll, { state: PollState.VOID, voidReason: told.data.reason, open });
  },
  tieDecided(state, told) {
    const { winners, leaderId, deputyId, reason } = told.data;
    const tieDecision = { winners, leaderId, deputyId, reason, decidedAt: told.at };
    Object.assign(known(state.polls, told), { tieDecision });
  },
};

interface Opened {
  readonly electors: readonly { readonly electorId: string; readonly present: boolean; readonly weight?: string }[];
  readonly scores?: Readonly<Record<string, string>>;
  readonly dueAt?: string;
  readonly liveTally?: boolean;
}

/** Whether heads are all that is counted, so that of a poll that has ended numbers of them say all. */
export const isPlain = ({ rule }: Pick<PollLine, 'rule'>): boolean => !rule.memberWeights && !rule.doubleMajority;

function electorsOf(state: RecordState, { rule }: PollLine, { data }: Told): [string, ElectorLine][] {
  return (data as unknown as Opened).electors.map(({ electorId, present, weight = '1' }) => {
    const memberId = rule.electorate === 'MEMBERS' ? electorId : (state.delegates[electorId]?.memberId ?? null);
    return [electorId, { present, memberId, weight }];
  });
}

function vote(state: RecordState, told: Told): void {
  const poll = known(state.polls, told);
  const { electorId, choices } = told.data as { electorId: string; choices?: readonly string[] };
  if (!poll.open) throw new Error(`${told.kind} ${told.subject}: the poll is not open`);
  if (!Object.hasOwn(poll.open.voted, electorId)) {
    poll.cast += 1;
    if (!poll.open.electors[electorId]?.present) poll.present += 1;
  }
  poll.open.voted[electorId] = choices ?? null;
}

function questionOf({ data }: Told) {
  const { subject, question, kind, maxChoices, secrecy, liveTally, rule, options } = data as unknown as Asked;
  const { proposalId = null, mayChange = false, secondBallot = 0 } = data as unknown as Asked;
  return {
    ...{ subject, question, kind, maxChoices, secrecy, liveTally, rule, proposalId, mayChange, secondBallot },
    options: options.map(({ goesFirst = null, score = null, ...option }) => ({ ...option, goesFirst, score })),
  };
}

interface Asked extends Omit<PollLine, 'options' | 'question'> {
  readonly question: Words;
  readonly options: readonly (Omit<OptionLine, 'goesFirst' | 'score'> & Partial<OptionLine>)[];
}

function resultOf({ data }: Told): Poll['result'] {
  const { cast, votes, blank, outcome, winners, decidedBy, tied, weights, members, entered, paper } =
    data as unknown as NonNullable<Poll['result']>;
  const counts = outcome === Outcome.TOO_FEW ? { votes: {}, blank: 0 } : { votes, blank };
  return {
    ...{ ...counts, cast, outcome, winners },
    ...(decidedBy ? { decidedBy } : {}),
    ...(tied ? { tied } : {}),
    ...(weights ? { weights } : {}),
    ...(members ? { members } : {}),
    ...(entered ? { entered } : {}),
    ...(paper ? { paper } : {}),
  };
}
