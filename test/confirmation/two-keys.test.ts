import { issueBadge } from '../../src/auth/issue-badge';
import { recoverAccount } from '../../src/auth/recover-account';
import { revokeAccount } from '../../src/auth/revoke-account';
import { declineAct, withdrawAct } from '../../src/confirmation/decline-act';
import { PendingAct } from '../../src/confirmation/pending-act';
import type { Database } from '../../src/database/database';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { Poll, PollMethod } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { askToRecordPollResult, closePoll, confirm, voidPollOrAsk } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { aCaller, refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, aViewer, type Hall } from '../support/hall';
import { signIn } from '../support/sign-in';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let db: Database;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  ({ db } = database);
});
beforeEach(async () => {
  hall = await aHall(db);
});
afterAll(() => database.drop());

const reason = 'Câu hỏi in sai tên đơn vị';
const askToVoid = (pollId: string, viewer = hall.chair, idempotencyKey: string | null = null) =>
  voidPollOrAsk(db, viewer, { pollId, reason, idempotencyKey });
const counted = (pollId: string) => ({
  ...{ pollId, method: PollMethod.PAPER, cast: 5, blank: 0, invalid: 1, note: 'Biên bản số 1' },
  votes: [
    { code: 'YES', votes: 3 },
    { code: 'NO', votes: 1 },
  ],
});
const pollOf = (id: string) => db.manager.findOneByOrFail(Poll, { id });
const actOf = (id: string) => db.manager.findOneByOrFail(PendingAct, { id });
const enter = async (code: string | null) => (await signIn(db, { code: code ?? '' }, aCaller())).viewer;
/** Lets a secretary in by a badge that `by` gives now. */
const letIn = async (by: Viewer) => {
  const conferenceId = hall.conference.id;
  return enter((await issueBadge(db, by, { role: Role.SECRETARY, conferenceId, name: 'Thư ký', ttlMinutes: 60 })).code);
};
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;

describe('an act that needs two accounts', () => {
  it('changes nothing when it is asked for, and is done when another account confirms it', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    const asked = await askToVoid(pollId);
    expect(asked.kind).toBe('actAsked');
    expect(await pollOf(pollId)).toMatchObject({ state: 'OPEN', voidReason: null });
    const done = await confirm(db, hall.secretary, asked);
    expect(done).toMatchObject({ kind: 'pollVoided', subject: pollId });
    expect(await pollOf(pollId)).toMatchObject({ state: 'VOID', voidReason: reason });
    expect(await actOf(asked.subject)).toMatchObject({ state: 'CONFIRMED', settledById: hall.secretary.accountId });
    expect(faultsOf(await recount(db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('has one entry when asked, without what it would do, and its own when done, which names both', async () => {
    const pollId = await anOpenPoll(hall);
    const asked = await askToRecordPollResult(db, hall.secretary, counted(pollId));
    await confirm(db, hall.administrator, asked);
    const [entered, closed] = (await logOf(hall)).slice(-2);
    expect(entered).toMatchObject({ kind: 'actAsked', subject: asked.subject });
    expect(entered?.data).toEqual({
      ...{ act: 'RECORD_RESULT', targetId: pollId, partId: pollId, reason: 'Biên bản số 1' },
      askedBy: { id: hall.secretary.accountId, name: hall.secretary.name, role: 'SECRETARY' },
    });
    expect(closed).toMatchObject({
      kind: 'pollClosed',
      data: {
        outcome: 'PASSED',
        twoKeys: {
          ...{ pendingActId: asked.subject, askedBy: { id: hall.secretary.accountId, role: 'SECRETARY' } },
          confirmedBy: { id: hall.administrator.accountId, role: 'ADMINISTRATOR' },
        },
      },
    });
  });

  it('of a draft, one account sets aside', async () => {
    const pollId = await aDraftPoll(hall);
    expect((await askToVoid(pollId)).kind).toBe('pollVoided');
    expect(await pollOf(pollId)).toMatchObject({ state: 'VOID' });
  });

  it('is confirmed and declined by no session of whoever asked', async () => {
    const asked = await askToVoid(await anOpenPoll(hall));
    // Another session of the same account, as on another device.
    const again: Viewer = { ...hall.chair, sessionId: hall.secretary.sessionId };
    for (const viewer of [hall.chair, again]) {
      expect(await codeOf(confirm(db, viewer, asked))).toBe('SAME_ACCOUNT');
      expect(await codeOf(declineAct(db, viewer, { pendingActId: asked.subject }))).toBe('SAME_ACCOUNT');
    }
  });

  it('is confirmed in no session that whoever asked has let in since, themselves or through others', async () => {
    const pollId = await anOpenPoll(hall);
    const before = await letIn(hall.administrator);
    const asked = await askToVoid(pollId, hall.administrator);
    const made = await letIn(hall.administrator);
    const second = await enter(
      (await issueBadge(db, hall.administrator, { role: Role.ADMINISTRATOR, name: asked.subject, ttlMinutes: 60 }))
        .code,
    );
    const recovered = async (by: Viewer) => {
      const { accountId } = await aViewer(db, Role.CHAIR, hall.conference.id);
      return enter((await recoverAccount(db, by, { accountId: accountId as string, ttlMinutes: 60 })).code);
    };
    for (const viewer of [made, second, await letIn(second), await recovered(hall.administrator)])
      expect(await codeOf(confirm(db, viewer, asked))).toBe('BADGE_FROM_ASKER');
    expect(await pollOf(pollId)).toMatchObject({ state: 'OPEN' });
    expect(await actOf(asked.subject)).toMatchObject({ state: 'WAITING', settledById: null });
    // The same account, in a session of before.
    expect(before.accountId).toBe(made.accountId);
    expect(await confirm(db, before, asked)).toMatchObject({ kind: 'pollVoided' });
  });

  it('is confirmed by somebody let in since by another, and declined by anybody', async () => {
    const [one, other] = [await anOpenPoll(hall), await anOpenPoll(hall)];
    const asked = await askToVoid(one, hall.administrator);
    const another = await aViewer(db, Role.ADMINISTRATOR);
    expect(await confirm(db, await letIn(another), asked)).toMatchObject({ kind: 'pollVoided' });
    const declined = await askToVoid(other, hall.administrator);
    await declineAct(db, await letIn(hall.administrator), { pendingActId: declined.subject });
    expect(await actOf(declined.subject)).toMatchObject({ state: 'DECLINED' });
  });

  it('is settled by the desk of this conference alone, and withdrawn by whoever asked', async () => {
    const asked = await askToVoid(await anOpenPoll(hall));
    const stranger = (await aHall(db)).secretary;
    const app = await aViewer(db, Role.APP, null, null, ['read', 'write']);
    for (const viewer of [hall.delegates[0]!, hall.observer, stranger, app])
      expect(await codeOf(confirm(db, viewer, asked))).toBe('FORBIDDEN');
    const pendingActId = asked.subject;
    expect(await codeOf(declineAct(db, stranger, { pendingActId, why: null }))).toBe('FORBIDDEN');
    expect(await codeOf(withdrawAct(db, hall.secretary, { pendingActId }))).toBe('FORBIDDEN');
    await withdrawAct(db, hall.chair, { pendingActId });
    expect(await codeOf(confirm(db, hall.secretary, asked))).toBe('ACT_SETTLED');
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'actWithdrawn', subject: pendingActId });
  });

  it('is not done once it was declined, with the reason in the log', async () => {
    const pollId = await anOpenPoll(hall);
    const asked = await askToVoid(pollId);
    await declineAct(db, hall.secretary, { pendingActId: asked.subject, why: 'Câu hỏi đúng' });
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'actDeclined', data: { why: 'Câu hỏi đúng' } });
    expect(await codeOf(confirm(db, hall.administrator, asked))).toBe('ACT_SETTLED');
    expect(await pollOf(pollId)).toMatchObject({ state: 'OPEN' });
  });

  it('is done once when two confirm it at once', async () => {
    const asked = await askToVoid(await anOpenPoll(hall));
    const ways = await whileLogHeld(hall, () =>
      Promise.allSettled([confirm(db, hall.secretary, asked), confirm(db, hall.administrator, asked)]),
    );
    const refused = ways.flatMap((way) => (way.status === 'rejected' ? [way.reason.code] : []));
    expect(refused).toEqual(['ACT_SETTLED']);
    expect((await logOf(hall)).filter(({ kind }) => kind === 'pollVoided')).toHaveLength(1);
  });

  it('gives a retry of the confirmation the same receipt', async () => {
    const asked = await askToVoid(await anOpenPoll(hall), hall.chair, 'huy-cuoc-nay');
    expect(await askToVoid((await actOf(asked.subject)).targetId, hall.chair, 'huy-cuoc-nay')).toEqual(asked);
    const first = await confirm(db, hall.secretary, asked, 'xac-nhan-1');
    expect(await confirm(db, hall.secretary, asked, 'xac-nhan-1')).toEqual(first);
  });

  it('is judged anew: refused when the poll was closed since', async () => {
    const pollId = await anOpenPoll(hall);
    const [voiding, recording] = [
      await askToVoid(pollId),
      await askToRecordPollResult(db, hall.secretary, counted(pollId)),
    ];
    await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
    expect(await refusalOf(confirm(db, hall.secretary, voiding))).toMatchObject({
      code: 'ACT_OUTDATED',
      facts: { asked: { state: 'OPEN' }, now: { state: 'CLOSED' } },
    });
    expect(await codeOf(confirm(db, hall.chair, recording))).toBe('POLL_STATE');
    expect(await actOf(voiding.subject)).toMatchObject({ state: 'WAITING' });
  });

  it('is judged anew: counts are refused once somebody voted', async () => {
    const pollId = await anOpenPoll(hall);
    const asked = await askToRecordPollResult(db, hall.secretary, counted(pollId));
    await vote(hall, pollId, 0, ['YES']);
    expect(await codeOf(confirm(db, hall.chair, asked))).toBe('BALLOTS_CAST');
  });

  it('is not done for somebody who was shut out since', async () => {
    const pollId = await anOpenPoll(hall);
    const asked = await askToRecordPollResult(db, hall.secretary, counted(pollId));
    await revokeAccount(db, hall.administrator, { accountId: hall.secretary.accountId as string });
    expect(await codeOf(confirm(db, hall.chair, asked))).toBe('ACT_OUTDATED');
  });

  it('is asked for once: the same waits already', async () => {
    const pollId = await anOpenPoll(hall);
    const asked = await askToVoid(pollId);
    expect(await refusalOf(askToVoid(pollId, hall.administrator))).toMatchObject({
      code: 'ACT_WAITING',
      facts: { pendingActId: asked.subject },
    });
  });

  it('is refused where nobody else could confirm it, and names the cure', async () => {
    const [pollId, other] = [await anOpenPoll(hall), await anOpenPoll(hall)];
    const deskOfOthers = `update account set revoked_at = now() where role in ('ADMINISTRATOR', 'SECRETARY') and id <> $1`;
    await db.query(`${deskOfOthers} and (conference_id is null or conference_id = $2)`, [
      hall.chair.accountId,
      hall.conference.id,
    ]);
    expect(await codeOf(askToVoid(pollId))).toBe('NO_SECOND_ACCOUNT');
    const second = await aViewer(db, Role.SECRETARY, hall.conference.id);
    expect((await askToVoid(pollId)).kind).toBe('actAsked');
    // Somebody whose session has ended and who has no badge confirms nothing either.
    await db.query('update session set revoked_at = now() where account_id = $1', [second.accountId]);
    expect(await codeOf(askToVoid(other))).toBe('NO_SECOND_ACCOUNT');
  });
});
