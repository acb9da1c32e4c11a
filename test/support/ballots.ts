import { readSince } from '../../src/log/read-since';
import { castBallot } from '../../src/poll/cast-ballot';
import { type CreatePollInput } from '../../src/poll/create-poll';
import { PollKind, Secrecy } from '../../src/poll/poll';
import { createPoll, openPoll } from './acts';
import { servicesOf } from './context';
import type { Hall } from './hall';

/** Input for a named yes/no poll, with changes. */
export function pollInput(hall: Hall, changes: Partial<CreatePollInput> = {}): CreatePollInput {
  return {
    conferenceId: hall.conference.id,
    question: { vi: 'Thông qua báo cáo?', en: 'Adopt the report?' },
    kind: PollKind.YES_NO_ABSTAIN,
    secrecy: Secrecy.NAMED,
    liveTally: null,
    subject: null,
    proposalId: null,
    agendaItemId: null,
    options: null,
    maxChoices: null,
    rule: null,
    previousId: null,
    idempotencyKey: null,
    ...changes,
  };
}

/** Makes a poll by the act itself; returns its id. */
export async function aDraftPoll(hall: Hall, changes: Partial<CreatePollInput> = {}): Promise<string> {
  return (await createPoll(hall.db, hall.secretary, pollInput(hall, changes))).subject;
}

export async function anOpenPoll(hall: Hall, changes: Partial<CreatePollInput> = {}): Promise<string> {
  const pollId = await aDraftPoll(hall, changes);
  await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  return pollId;
}

/** Casts the ballot of person `n` of the hall. */
export function vote(hall: Hall, pollId: string, n: number, choices: string[], idempotencyKey: string | null = null) {
  const viewer = hall.delegates[n];
  if (!viewer) throw new Error(`the hall has no person ${n}`);
  return castBallot(servicesOf(hall.db).ballotBox, viewer, { pollId, choices, idempotencyKey });
}

interface Logged {
  readonly sequence: number;
  readonly kind: string;
  readonly subject: string;
  readonly data: Record<string, any>;
}

/** The entries of the conference's log, parsed. */
export async function logOf(hall: Hall): Promise<Logged[]> {
  return (await readSince(hall.db, hall.conference.id, 0, 10_000)).map((entry) => JSON.parse(entry.body) as Logged);
}
