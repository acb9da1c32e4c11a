import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { Option } from './option';
import type { Consensus, Poll, Result, TieDecisionRow } from './poll';

/** What an entry needs of its poll. */
type Polled = Pick<Poll, 'id' | 'conferenceId' | 'ordinal'>;

function pollEvent(poll: Polled, kind: EventKind, data: { readonly [key: string]: Json }, quiet = false): DomainEvent {
  return {
    stream: poll.conferenceId,
    kind,
    subject: poll.id,
    data: { poll: poll.ordinal, ...data },
    // A ballot moves few fields of a conference, and there are many; everything else shows on it as a whole.
    topics: [
      topics.poll(poll.id),
      ...(quiet ? [topics.ballots] : [topics.conference, topics.polls]).map((of) => of(poll.conferenceId)),
    ],
  };
}

const text = (pair: { vi: string; en: string | null }): Json => ({ vi: pair.vi, en: pair.en });

export const pollCreated = (poll: Poll, options: readonly Option[]): DomainEvent =>
  pollEvent(poll, 'pollCreated', asked(poll, options));

export const pollEdited = (poll: Poll, options: readonly Option[]): DomainEvent =>
  pollEvent(poll, 'pollEdited', asked(poll, options));

export const pollRemoved = (poll: Poll): DomainEvent => pollEvent(poll, 'pollRemoved', {});

function asked(poll: Poll, options: readonly Option[]): { readonly [key: string]: Json } {
  return {
    subject: poll.subject,
    proposalId: poll.proposalId,
    question: text(poll.question),
    kind: poll.kind,
    maxChoices: poll.maxChoices,
    secrecy: poll.secrecy,
    liveTally: poll.liveTally,
    mayChange: poll.mayChange,
    rule: { ...poll.rule, memberWeights: poll.rule.memberWeights && { ...poll.rule.memberWeights } },
    options: options.map(({ code, label, memberId, proposalId, goesFirst }) => ({
      code,
      label: text(label),
      memberId,
      proposalId,
      ...(goesFirst === null ? {} : { goesFirst }),
    })),
    previous: poll.previousId,
    ...(poll.secondBallot ? { secondBallot: poll.secondBallot } : {}),
  };
}

/**
 * `electors` is the frozen roll: id of each vote, whether it was present, and its weight where the rule gives weights;
 * `dueAt` the closing that was announced; `liveTally` whether counts run live from here on; `ballotKey` what secret
 * ballots are sealed to; `scores` the final scores by
 * option, where the tie order asks for them.
 */
export function pollOpened(
  poll: Poll,
  electors: readonly { electorId: string; present: boolean; weight: string }[],
  {
    dueAt,
    liveTally,
    closesByItself,
    ballotKey,
    scores,
  }: Pick<Poll, 'dueAt' | 'liveTally' | 'closesByItself' | 'ballotKey'> & {
    readonly scores: ReadonlyMap<string, string>;
  },
): DomainEvent {
  const weighed = poll.rule.memberWeights !== null;
  return pollEvent(poll, 'pollOpened', {
    ...(dueAt ? { dueAt: dueAt.toISOString(), closesByItself } : {}),
    liveTally,
    ...(ballotKey === null ? {} : { ballotKey }),
    electors: electors.map(({ electorId, present, weight }) => ({
      electorId,
      present,
      ...(weighed ? { weight } : {}),
    })),
    ...(scores.size ? { scores: Object.fromEntries(scores) } : {}),
  });
}

/** `dueAt` is the closing of a poll that is open. */
export function pollScheduled(
  poll: Poll,
  { opensAt, minutes, closesByItself, dueAt }: Pick<Poll, 'opensAt' | 'minutes' | 'closesByItself' | 'dueAt'>,
): DomainEvent {
  return pollEvent(poll, 'pollScheduled', {
    opensAt: opensAt?.toISOString() ?? null,
    minutes,
    closesByItself,
    dueAt: dueAt?.toISOString() ?? null,
  });
}

/** A poll that was to open by itself could not: `code` is that of the refusal. */
export function pollNotOpened(poll: Poll, why: { readonly code: string; readonly facts: Json }): DomainEvent {
  return pollEvent(poll, 'pollNotOpened', { opensAt: poll.opensAt?.toISOString() ?? null, ...why });
}

/** `choices` is null where they are not to be known, or not yet. */
export function ballotCast(
  poll: Polled,
  electorId: string,
  delegateId: string,
  choices: readonly string[] | null,
): DomainEvent {
  return pollEvent(poll, 'ballotCast', { electorId, delegateId, ...(choices ? { choices } : {}) }, true);
}

/** As `ballotCast`, of a vote that the desk entered for its delegate. */
export const ballotCastByHand: typeof ballotCast = (poll, electorId, delegateId, choices) =>
  pollEvent(poll, 'ballotCastByHand', { electorId, delegateId, ...(choices ? { choices } : {}) }, true);

export function ballotOnPaper(poll: Polled, electorId: string, delegateId: string): DomainEvent {
  return pollEvent(poll, 'ballotOnPaper', { electorId, delegateId }, true);
}

/** How many papers there are; not what they say. */
export function paperBallotsCounted(poll: Polled, { cast, invalid }: { cast: number; invalid: number }): DomainEvent {
  return pollEvent(poll, 'paperBallotsCounted', { cast, invalid });
}

export function pollOpeningUndone(poll: Polled, reason: string): DomainEvent {
  return pollEvent(poll, 'pollOpeningUndone', { reason });
}

/** As `ballotCast`, of another choice in the place of `former`; both are left out where they are not to be known yet. */
export function ballotChanged(
  poll: Polled,
  electorId: string,
  delegateId: string,
  told: { readonly former: readonly string[] | null; readonly choices: readonly string[] } | null,
): DomainEvent {
  return pollEvent(poll, 'ballotChanged', { electorId, delegateId, ...told }, true);
}

/** A ballot that was changed, as `pollClosed` tells it. */
export interface ChangedBallot {
  readonly electorId: string;
  readonly delegateId: string;
  /** Place of its entry in the log. */
  readonly sequence: number;
  readonly former: readonly string[];
  readonly choices: readonly string[];
}

/** `blank` and `votes` are left out where too few ballots were cast to be counted. `ballots` holds every named ballot, so that the log alone can be recounted; null where there are none to list. `changes` are those of ballots before, in order. */
export function pollClosed(
  poll: Poll,
  result: Result,
  counted: { electors: number; present: number },
  ballots: readonly { electorId: string; choices: readonly string[] }[] | null,
  changes: readonly ChangedBallot[] = [],
): DomainEvent {
  return pollEvent(poll, 'pollClosed', {
    electors: counted.electors,
    present: counted.present,
    cast: result.cast,
    ...(result.outcome === 'TOO_FEW' ? { floor: poll.rule.floor } : { blank: result.blank, votes: result.votes }),
    outcome: result.outcome,
    winners: result.winners,
    ...told(result),
    ...(result.entered ? { entered: { ...result.entered } } : {}),
    ...(result.paper ? { paper: { ...result.paper } } : {}),
    ...(ballots ? { ballots: ballots.map(({ electorId, choices }) => ({ electorId, choices })) } : {}),
    ...(changes.length ? { changes: changes.map((change) => ({ ...change })) } : {}),
  });
}

/** A question was settled without a count: `winners` are the options agreed on, in a poll to choose. */
export function pollAgreed(poll: Poll, { outcome, winners }: Result, consensus: Consensus): DomainEvent {
  return pollEvent(poll, 'pollAgreed', { outcome, winners, ...consensus });
}

/** A consensus was recorded by mistake: the question is a draft again. */
export function consensusRetracted(poll: Poll, reason: string): DomainEvent {
  return pollEvent(poll, 'consensusRetracted', { reason });
}

export function pollVoided(poll: Poll, reason: string): DomainEvent {
  return pollEvent(poll, 'pollVoided', { reason });
}

/** What not every result has: by what each winner won, who is tied, and counts other than by heads. */
function told({ decidedBy, tied, weights, members }: Result): { readonly [key: string]: Json } {
  return {
    ...(decidedBy ? { decidedBy: { ...decidedBy } } : {}),
    ...(tied ? { tied } : {}),
    ...(weights ? { weights: { ...weights, votes: { ...weights.votes } } } : {}),
    ...(members ? { members: { ...members, votes: { ...members.votes } } } : {}),
  };
}

/** `winners` are codes of options that got the seats left; `leader` and `deputy` who decided. */
export function tieDecided(
  poll: Polled,
  { winners, leaderId, deputyId, reason }: TieDecisionRow,
  { leader, deputy }: { readonly leader: string; readonly deputy: string | null },
): DomainEvent {
  return pollEvent(poll, 'tieDecided', { winners, leaderId, leader, deputyId, deputy, reason });
}
