import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Option } from '../../src/poll/option';
import { Outcome, Poll, PollKind, PollState, type Result, Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';

export interface PollParts {
  readonly conferenceId: string;
  readonly ordinal?: number;
  readonly state?: PollState;
  /** What a yes/no question is about. */
  readonly proposalId?: string;
  /** What there is to choose: ids of proposals by the code of the option. Makes it a poll of kind CHOOSE. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly result?: Partial<Result>;
}

/** Writes a poll straight into the tables, in any state. */
export async function aPoll(db: { readonly manager: EntityManager }, parts: PollParts): Promise<Poll> {
  const state = parts.state ?? PollState.OPEN;
  const poll = db.manager.create(Poll, {
    id: randomUUID(),
    conferenceId: parts.conferenceId,
    proposalId: parts.proposalId ?? null,
    ordinal: parts.ordinal ?? 1,
    subject: 'RESOLUTION',
    question: { vi: 'Tán thành?', en: null },
    kind: parts.choices ? PollKind.CHOOSE : PollKind.YES_NO_ABSTAIN,
    maxChoices: parts.choices ? 2 : 1,
    secrecy: Secrecy.NAMED,
    liveTally: true,
    rule: defaultRule(false),
    state,
    closedAt: state === PollState.CLOSED ? new Date() : null,
    result:
      state === PollState.CLOSED
        ? { votes: {}, cast: 5, blank: 0, outcome: Outcome.PASSED, winners: [], ...parts.result }
        : null,
  });
  await db.manager.insert(Poll, poll);
  const options = Object.entries(parts.choices ?? {}).map(([code, proposalId], index) => ({
    pollId: poll.id,
    code,
    ordinal: index + 1,
    label: { vi: code, en: null },
    memberId: null,
    proposalId,
  }));
  if (options.length) await db.manager.insert(Option, options);
  return poll;
}
