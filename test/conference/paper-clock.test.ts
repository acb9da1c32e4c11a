import { Electorate } from '../../src/bloc/rule';
import { addDelegate } from '../../src/conference/add-delegate';
import { checkIn } from '../../src/conference/check-in';

import { Delegate } from '../../src/conference/delegate';
import { PaperClock } from '../../src/conference/paper-clock';
import { attendanceByConference } from '../../src/conference/read-attendance';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { defaultRule } from '../../src/poll/rules';
import { faultsOf, recount } from '../../src/record/recount';
import { closeConference, openPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
/** In the hall, of the member of person 0, whose mandates they have until the paper ends. */
let standIn: string;
let problems: unknown[];
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  // Of six, two thirds are four: with the member of the stand-in there are four, without it three.
  hall = await aHall(database.db, { members: 6, present: 4 });
  problems = [];
  standIn = await aDeputy(0);
  await hall.db.query('delete from presence where delegate_id = $1', [absent()]);
  const until = new Date('2126-01-01T00:00:00Z');
  await replaceDelegate(hall.db, hall.chair, { delegateId: absent(), standInId: standIn, paper: 'Giấy số 1', until });
});
afterEach(() => expect(problems).toEqual([]));
afterAll(() => database.drop());

const absent = () => at(hall.people, 0).id;
const aClock = () => new PaperClock({ db: hall.db, report: (error) => void problems.push(error) });
/** The paper ended a second ago, by the database's clock. */
const end = () =>
  hall.db.query(`update delegate set proxy_until = clock_timestamp() - interval '1 second' where id = $1`, [standIn]);
const delegate = (id: string) => hall.db.manager.findOneByOrFail(Delegate, { id });
const replacements = async () => (await logOf(hall)).filter(({ kind }) => kind === 'delegateReplaced');
const attendance = async () => (await attendanceByConference.read(hall.db.manager, [hall.conference.id]))[0];

async function aDeputy(member: number): Promise<string> {
  const conferenceId = hall.conference.id;
  const { subject } = await addDelegate(hall.db, hall.secretary, {
    conferenceId,
    name: { vi: 'Phó đoàn', en: null },
    memberId: at(hall.members, member).id,
  });
  await checkIn(hall.db, hall.secretary, { conferenceId, delegateId: subject });
  return subject;
}

describe('the paper of a stand-in', () => {
  it('ends by itself: who gave the mandates up has them again, and quorum counts them there', async () => {
    await aClock().look();
    expect(await replacements()).toHaveLength(1);
    expect(await attendance()).toMatchObject({ membersPresent: 4, quorate: true });
    await end();
    await aClock().look();
    expect(await delegate(absent())).toMatchObject({ mayVote: true, maySign: true, mandateId: null });
    expect(await delegate(standIn)).toMatchObject({
      ...{ mayVote: false, maySign: false, mandateId: null },
      ...{ proxyForId: null, proxyPaper: null, proxyUntil: null },
    });
    expect((await replacements()).at(-1)).toMatchObject({ subject: absent(), data: { replaced: standIn } });
    expect(await attendance()).toMatchObject({ membersPresent: 3, quorate: false });
    await checkIn(hall.db, hall.secretary, { conferenceId: hall.conference.id, delegateId: absent() });
    expect(await attendance()).toMatchObject({ membersPresent: 4, quorate: true });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('is told to who follows attendance and polls, in an entry of the clock', async () => {
    await end();
    await aClock().look();
    const [entry] = await hall.db.query<[{ topics: string[]; body: string }]>(
      'select topics, body from event where stream = $1 order by sequence desc limit 1',
      [hall.conference.id],
    );
    expect(entry.topics).toEqual(
      expect.arrayContaining([`attendance:${hall.conference.id}`, `polls:${hall.conference.id}`]),
    );
    expect(JSON.parse(entry.body)).toMatchObject({ kind: 'delegateReplaced', actor: { name: 'clock' } });
  });

  it('gives the vote of an open poll back, once', async () => {
    const pollId = await anOpenPoll(hall);
    await end();
    await checkIn(hall.db, hall.secretary, { conferenceId: hall.conference.id, delegateId: absent() });
    expect(await refusalOf(vote(hall, pollId, 0, ['YES']))).toMatchObject({ code: 'NO_VOTE' });
    await aClock().look();
    await vote(hall, pollId, 0, ['YES']);
  });

  it.each(Object.values(Electorate))('makes nobody present once it has ended, before it is told (%s)', async (of) => {
    const pollId = await aDraftPoll(hall, { rule: { ...defaultRule(false), electorate: of, seats: null } });
    await end();
    expect(await refusalOf(openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null }))).toMatchObject({
      code: 'NO_QUORUM',
      facts: { electors: 6, present: 3 },
    });
  });

  it('ends no later when the mandates are passed on, and then they go back to whose they are', async () => {
    const { proxyUntil } = await delegate(standIn);
    const second = await aDeputy(0);
    const pass = (until: Date | null) =>
      replaceDelegate(hall.db, hall.chair, { delegateId: standIn, standInId: second, paper: 'Giấy số 2', until });
    await pass(new Date('2127-01-01T00:00:00Z'));
    expect(await delegate(second)).toMatchObject({ mayVote: true, proxyForId: standIn, proxyUntil });
    standIn = second;
    await end();
    await aClock().look();
    expect(await delegate(second)).toMatchObject({ mayVote: false, maySign: false, proxyForId: null });
    expect(await delegate(absent())).toMatchObject({ mayVote: true, maySign: true, mandateId: null });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('ends though that of another cannot be ended', async () => {
    const other = await aDeputy(1);
    const until = new Date('2126-01-01T00:00:00Z');
    const delegateId = at(hall.people, 1).id;
    await replaceDelegate(hall.db, hall.chair, { delegateId, standInId: other, paper: 'Giấy số 3', until });
    await end();
    await hall.db.query(`update delegate set proxy_until = clock_timestamp() - interval '1 hour' where id = $1`, [
      other,
    ]);
    // Nothing can be written of the one whose paper ended first.
    await hall.db.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger refuse before update on delegate for each row when (new.id = '${other}') execute function refuse()`);
    await aClock().look();
    await hall.db.query('drop function refuse cascade');
    expect(problems.splice(0)).toMatchObject([{ message: expect.stringContaining('no') }]);
    expect(await delegate(absent())).toMatchObject({ mayVote: true });
    expect(await delegate(other)).toMatchObject({ mayVote: true });
  });

  it('is ended once, however many nodes look', async () => {
    await end();
    await whileLogHeld(hall, () => Promise.all([aClock().look(), aClock().look()]));
    expect(await replacements()).toHaveLength(2);
  });

  it('changes nothing once the conference is closed, nor while the one who gave them up has another mandate', async () => {
    await end();
    await hall.db.query(`update delegate set may_sign = true where id = $1`, [absent()]);
    await aClock().look();
    expect(await replacements()).toHaveLength(1);
    await hall.db.query(`update delegate set may_sign = false where id = $1`, [absent()]);
    await closeConference(hall.db, hall.chair, { conferenceId: hall.conference.id, idempotencyKey: null });
    await aClock().look();
    expect(await replacements()).toHaveLength(1);
    expect(await delegate(standIn)).toMatchObject({ mayVote: true });
  });
});
