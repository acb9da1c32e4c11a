import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { Option } from './option';
import type { Poll, Result } from './poll';

/** What an entry needs of its poll. */
type Polled = Pick<Poll, 'id' | 'conferenceId' | 'ordinal'>;

function pollEvent(poll: Polled, kind: string, data: { readonly [key: string]: Json }, quiet = false): DomainEvent {
  return {
    stream: poll.conferenceId,
    kind,
    subject: poll.id,
    data: { poll: poll.ordinal, ...data },
    // A ballot moves few fields of a conference, and there are many; everything else shows on it as a whole.
    topics: [topics.poll(poll.id), (quiet ? topics.ballots : topics.conference)(poll.conferenceId)],
  };
}

const text = (pair: { vi: string; en: string | null }): Json => ({ vi: pair.vi, en: pair.en });

export function pollCreated(poll: Poll, options: readonly Option[]): DomainEvent {
  return pollEvent(poll, 'pollCreated', {
    subject: poll.subject,
    about: poll.subjectId,
    question: text(poll.question),
    kind: poll.kind,
    maxChoices: poll.maxChoices,
    secrecy: poll.secrecy,
    liveTally: poll.liveTally,
    rule: { ...poll.rule },
    options: options.map(({ code, label, memberId, subjectId }) => ({ code, label: text(label), memberId, subjectId })),
    previous: poll.previousId,
  });
}

/**
 * `electors` is the frozen roll: id of each vote and whether it was present; `dueAt` the closing that was announced;
 * `liveTally` whether counts run live from here on.
 */
export function pollOpened(
  poll: Poll,
  electors: readonly { electorId: string; present: boolean }[],
  { dueAt, liveTally }: Pick<Poll, 'dueAt' | 'liveTally'>,
): DomainEvent {
  return pollEvent(poll, 'pollOpened', {
    ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    liveTally,
    electors: electors.map(({ electorId, present }) => ({ electorId, present })),
  });
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

/** `blank` and `votes` are left out where too few ballots were cast to be counted. `ballots` holds every named ballot, so that the log alone can be recounted; null where there are none to list. */
export function pollClosed(
  poll: Poll,
  result: Result,
  counted: { electors: number; present: number },
  ballots: readonly { electorId: string; choices: readonly string[] }[] | null,
): DomainEvent {
  return pollEvent(poll, 'pollClosed', {
    electors: counted.electors,
    present: counted.present,
    cast: result.cast,
    ...(result.outcome === 'TOO_FEW' ? { floor: poll.rule.floor } : { blank: result.blank, votes: result.votes }),
    outcome: result.outcome,
    winners: result.winners,
    ...(result.entered ? { entered: { ...result.entered } } : {}),
    ...(ballots ? { ballots: ballots.map(({ electorId, choices }) => ({ electorId, choices })) } : {}),
  });
}

export function pollVoided(poll: Poll, reason: string): DomainEvent {
  return pollEvent(poll, 'pollVoided', { reason });
}
