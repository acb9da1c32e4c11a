import type { Delegate } from '../../src/conference/delegate';
import { PendingAct, PendingActKind } from '../../src/confirmation/pending-act';
import type { Receipt } from '../../src/log/append';
import { askToCastByHand } from '../../src/poll/cast-by-hand';
import { Poll, PollKind, PollMethod, Secrecy } from '../../src/poll/poll';
import { askToRecordPaperBallots } from '../../src/poll/record-paper-ballots';
import { askToRecordPollResult, closePoll, confirm, openPoll, voidPollOrAsk } from '../support/acts';
import { aDraftPoll, vote } from '../support/ballots';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 8 });
});
afterAll(() => database.drop());

/** Codes that stand nowhere but in a choice, or in a count of choices. */
const codes = ['chon-mot', 'chon-hai'] as const;
const reason = 'Điện thoại hết pin';

async function aSecretPoll(): Promise<string> {
  const options = codes.map((code) => ({ code, label: { vi: code, en: null }, memberId: null, proposalId: null }));
  const pollId = await aDraftPoll(hall, { secrecy: Secrecy.UNLINKED, kind: PollKind.CHOOSE, options });
  await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  return pollId;
}

const counts = (pollId: string, votes: number) => ({
  ...{ pollId, cast: votes + 1, blank: 1, invalid: 0, idempotencyKey: null },
  votes: [{ code: codes[1], votes }],
});
const onPaper = (pollId: string, { id: delegateId }: Delegate) =>
  askToCastByHand(hall.db, hall.secretary, { pollId, delegateId, choices: null, reason });
const papers = (pollId: string) => askToRecordPaperBallots(hall.db, hall.secretary, counts(pollId, 1));

const setAside = (pollId: string) => voidPollOrAsk(hall.db, hall.chair, { pollId, reason, idempotencyKey: null });

/** Asks for an act about a secret poll in which two vote on paper; or says what else the kind is about. */
type Asking = ((pollId: string) => Promise<Receipt>) | 'a pact' | 'a decision' | 'a figure';

/** How each act that needs two people is asked for. A new kind is added here, so that what it keeps is looked at below. */
const asking: Readonly<Record<PendingActKind, Asking>> = {
  VOID_POLL: (pollId) => setAside(pollId),
  RECORD_RESULT: (pollId) =>
    askToRecordPollResult(hall.db, hall.secretary, { ...counts(pollId, 5), method: PollMethod.PAPER, note: null }),
  CAST_BY_HAND: (pollId) => onPaper(pollId, at(hall.people, 2)),
  COUNT_PAPERS: papers,
  SIGN_ON_PAPER: 'a pact',
  CORRECT_DECISION: 'a decision',
  CORRECT_RESULT: 'a figure',
};
const aboutPolls = Object.entries(asking).flatMap(([kind, ask]) =>
  typeof ask === 'function' ? [[kind, ask] as const] : [],
);

/** What is kept of acts about a poll: choices and counts in it, by their codes and by what is no number of papers. */
async function kept(pollId: string): Promise<readonly string[]> {
  const acts = await hall.db.manager.findBy(PendingAct, { targetId: pollId });
  expect(acts.length).toBeGreaterThan(0);
  return acts.flatMap(({ kind, input, basis, reason: why }) => {
    const text = JSON.stringify([input, basis, why]);
    return codes.some((code) => text.includes(code)) || /"(?:blank|invalid)":[1-9]/.test(text) ? [kind] : [];
  });
}

describe('acts that two people do', () => {
  it('are all looked at', () => {
    expect(Object.keys(asking).sort()).toEqual(Object.values(PendingActKind).sort());
    expect(Object.keys(servicesOf(hall.db).twoKeyActs).sort()).toEqual(Object.values(PendingActKind).sort());
  });
});

describe.each(aboutPolls)('what is kept of %s in a secret poll with too few ballots', (kind, ask) => {
  it('tells no choice and no count once the poll is set aside, confirmed or not', async () => {
    const pollId = await aSecretPoll();
    // A result is entered of a poll in which nobody has voted here yet.
    if (kind === 'RECORD_RESULT') await ask(pollId);
    for (const person of hall.people.slice(0, 2)) await confirm(hall.db, hall.chair, await onPaper(pollId, person));
    if (kind !== 'RECORD_RESULT' && kind !== 'VOID_POLL') await ask(pollId);
    await confirm(hall.db, hall.administrator, await setAside(pollId));
    expect(await kept(pollId)).toEqual([]);
  });

  it('tells none once the poll is closed', async () => {
    const pollId = await aSecretPoll();
    if (kind === 'RECORD_RESULT') await ask(pollId);
    for (const person of hall.people.slice(0, 2)) await confirm(hall.db, hall.chair, await onPaper(pollId, person));
    await confirm(hall.db, hall.chair, await papers(pollId));
    if (kind !== 'RECORD_RESULT') await ask(pollId);
    await vote(hall, pollId, 3, [codes[0]]);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    const { result } = await hall.db.manager.findOneByOrFail(Poll, { id: pollId });
    expect(result).toMatchObject({ outcome: 'TOO_FEW' });
    expect(await kept(pollId)).toEqual([]);
  });
});
