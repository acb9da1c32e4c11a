import { issueBadge } from '../../src/auth/issue-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { signOut } from '../../src/auth/sign-out';
import { checkIn } from '../../src/conference/check-in';
import { Conference } from '../../src/conference/conference';
import { connect } from '../../src/database/data-source';
import { entities } from '../../src/entities';
import { operator, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { systemStream } from '../../src/log/system-stream';
import { countBallots } from '../../src/poll/count';
import { Secrecy } from '../../src/poll/poll';
import { VotingLists } from '../../src/poll/voting-list';
import { writeBallots } from '../../src/poll/write-ballots';
import { startRehearsal } from '../../src/rehearsal/start-rehearsal';
import { anOpenPoll, logOf, vote } from '../support/ballots';
import { aCaller, refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { outcomes, untilBlocked } from '../support/log';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  // The last delegate has not come yet.
  hall = await aHall(database.db, { members: 6, present: 5, guests: 0 });
});
afterAll(() => database.drop());

const unauthenticated = { code: 'UNAUTHENTICATED' };
const idempotencyKey = null;

/** An act that is no ballot: the desk checks the last delegate in. */
const checksIn = (viewer: Viewer) =>
  checkIn(database.db, viewer, { conferenceId: hall.conference.id, delegateId: at(hall.people, 5).id, idempotencyKey });

/** Ways a session ends, each by the tables alone: nobody is told of it. */
const ends: [string, (viewer: Viewer) => [string, unknown[]]][] = [
  ['was revoked', ({ sessionId }) => ['update session set revoked_at = now() where id = $1', [sessionId]]],
  [
    'has expired',
    ({ sessionId }) => ["update session set expires_at = now() - interval '1 s' where id = $1", [sessionId]],
  ],
  ['is of a revoked account', ({ accountId }) => ['update account set revoked_at = now() where id = $1', [accountId]]],
  ['is gone', ({ sessionId }) => ['delete from session where id = $1', [sessionId]]],
];

describe('somebody whose session', () => {
  it.each(ends)('%s does nothing any more', async (_, end) => {
    await database.db.query(...end(hall.secretary));
    expect(await refusalOf(checksIn(hall.secretary))).toMatchObject(unauthenticated);
    expect(await logOf(hall)).toEqual([]);
  });

  it.each(ends)('%s starts no rehearsal', async (_, end) => {
    await database.db.query(...end(hall.chair));
    const input = { conferenceId: hall.conference.id, play: false, delegates: 6, speed: 1, secret: false };
    expect(
      await refusalOf(startRehearsal(database.db, servicesOf(database.db).rehearsals, hall.chair, input)),
    ).toMatchObject(unauthenticated);
    expect(await database.db.manager.countBy(Conference, { rehearsesId: hall.conference.id })).toBe(0);
  });

  it.each(ends)('%s casts no ballot, and those that come with it are taken', async (_, end) => {
    for (const secrecy of [Secrecy.NAMED, Secrecy.UNLINKED]) {
      const pollId = await anOpenPoll(hall, { secrecy });
      await database.db.query(...end(at(hall.delegates, 1)));
      const votes = [0, 1, 2].map((n) => vote(hall, pollId, n, ['YES']));
      expect(await Promise.allSettled(votes)).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: unauthenticated },
        { status: 'fulfilled' },
      ]);
      expect((await countBallots(database.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 2, voted: 2 });
      expect(
        (await logOf(hall)).filter(({ kind, subject }) => kind === 'ballotCast' && subject === pollId),
      ).toHaveLength(2);
    }
  });

  it('has ended is given no receipt again', async () => {
    const pollId = await anOpenPoll(hall);
    const again = () => vote(hall, pollId, 0, ['YES'], 'sent-more-than-once');
    await again();
    await database.db.query('update session set revoked_at = now() where id = $1', [at(hall.delegates, 0).sessionId]);
    // The ballot stands; who asks is told to sign in.
    expect((await countBallots(database.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 1 });
    const input = {
      conferenceId: hall.conference.id,
      delegateId: at(hall.people, 5).id,
      idempotencyKey: 'a-key-of-the-desk',
    };
    await checkIn(database.db, hall.secretary, input);
    await database.db.query('update session set revoked_at = now() where id = $1', [hall.secretary.sessionId]);
    expect(await refusalOf(checkIn(database.db, hall.secretary, input))).toMatchObject(unauthenticated);
  });

  it('has ended does not use up the vote of another delegate of the member', async () => {
    const pollId = await anOpenPoll(hall);
    const viewer = at(hall.delegates, 0);
    const second = await aViewer(database.db, Role.DELEGATE, hall.conference.id, viewer.delegateId);
    await database.db.query('update session set revoked_at = now() where id = $1', [viewer.sessionId]);
    // One group of two ballots for one elector, the first of a session that has ended.
    const casts = [viewer, second].map((each) => ({ viewer: each, choices: ['YES'], idempotencyKey }));
    const answers = await writeBallots(database.db, pollId, casts, new VotingLists());
    expect(answers).toMatchObject([unauthenticated, { kind: 'ballotCast' }]);
  });

  it('is none, as that of the operator, acts', async () => {
    await checksIn(operator);
    expect(await logOf(hall)).toMatchObject([{ kind: 'delegateCheckedIn' }]);
  });
});

describe('an act and a revocation at once', () => {
  /** Revokes a session in a transaction of its own, does `work` meanwhile, and commits once that waits for it. */
  async function whileRevoking<T>({ sessionId }: Viewer, work: () => Promise<T>): Promise<T> {
    const holder = database.db.createQueryRunner();
    await holder.startTransaction();
    try {
      await holder.query('update session set revoked_at = now() where id = $1', [sessionId]);
      const result = work();
      await untilBlocked(database.db);
      await holder.commitTransaction();
      return await result;
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
    }
  }

  it('refuse a ballot and an act that came before the revocation was committed', async () => {
    const pollId = await anOpenPoll(hall);
    const voter = at(hall.delegates, 0);
    expect(await whileRevoking(voter, () => refusalOf(vote(hall, pollId, 0, ['YES'])))).toMatchObject(unauthenticated);
    expect((await countBallots(database.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 0, voted: 0 });
    expect(await whileRevoking(hall.secretary, () => refusalOf(checksIn(hall.secretary)))).toMatchObject(
      unauthenticated,
    );
    expect((await logOf(hall)).map(({ kind }) => kind)).not.toContain('delegateCheckedIn');
  });

  it.each([
    [
      'revokeAccount',
      (viewer: Viewer) => revokeAccount(database.db, hall.administrator, { accountId: viewer.accountId as string }),
    ],
    ['signOut', (viewer: Viewer) => signOut(database.db, viewer, aCaller())],
  ])('let %s wait for what was let in, so that nothing of it comes after the acknowledgement', async (_, revoke) => {
    const pollId = await anOpenPoll(hall);
    const holder = database.db.createQueryRunner();
    await holder.startTransaction();
    try {
      // The ballot has its session and waits for the log.
      await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
      const voted = vote(hall, pollId, 0, ['YES']);
      await untilBlocked(database.db);
      let acknowledged = false;
      const revoked = revoke(at(hall.delegates, 0)).then(() => {
        acknowledged = true;
      });
      await untilBlocked(database.db, 2);
      expect(acknowledged).toBe(false);
      await holder.commitTransaction();
      expect(await voted).toMatchObject({ kind: 'ballotCast' });
      await revoked;
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
    }
  });

  it('do not wait for each other: a revocation and a badge its account issues', async () => {
    // A deadlock would be broken after a second and tried again: here it is not, and ends as a fault.
    const [{ name }] = await database.db.query<[{ name: string }]>('select current_database() as name');
    await database.db.query(`alter database ${name} set deadlock_timeout = '20 s'`);
    const db = await connect(database.url, [...entities]);
    const holder = database.db.createQueryRunner();
    try {
      const revoked = await aViewer(db, Role.ADMINISTRATOR);
      const badge = { role: Role.OBSERVER, conferenceId: hall.conference.id, name: 'Khách', ttlMinutes: 60 };
      await issueBadge(db, revoked, badge);
      await holder.startTransaction();
      await holder.query('select from log_head where stream = $1 for update', [systemStream]);
      const revoking = revokeAccount(db, hall.administrator, { accountId: revoked.accountId as string });
      await untilBlocked(db);
      const issuing = issueBadge(db, revoked, badge);
      await untilBlocked(db, 2);
      await holder.commitTransaction();
      expect(await outcomes(revoking, issuing)).toEqual(['UNAUTHENTICATED', 'done']);
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
      await db.destroy();
      await database.db.query(`alter database ${name} reset deadlock_timeout`);
    }
  });

  it('lets somebody revoke their own account, and do nothing after it', async () => {
    const own = await aViewer(database.db, Role.ADMINISTRATOR);
    await revokeAccount(database.db, own, { accountId: own.accountId as string });
    expect(await refusalOf(checksIn(own))).toMatchObject(unauthenticated);
  });
});
