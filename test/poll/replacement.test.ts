import { Electorate } from '../../src/bloc/rule';
import { addDelegate } from '../../src/conference/add-delegate';
import { checkIn } from '../../src/conference/check-in';
import { Delegate } from '../../src/conference/delegate';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { castBallot } from '../../src/poll/cast-ballot';
import { countBallots } from '../../src/poll/count';
import { Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { VotingLists } from '../../src/poll/voting-list';
import { writeBallots } from '../../src/poll/write-ballots';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';
import { until } from '../support/until';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
/** Of the member of person 0, in the hall, without a mandate. */
let deputy: Viewer;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 6 });
  deputy = await aDeputy();
});
afterAll(() => database.drop());

async function aDeputy(): Promise<Viewer> {
  const conferenceId = hall.conference.id;
  const { subject: delegateId } = await addDelegate(hall.db, hall.secretary, {
    conferenceId,
    name: { vi: 'Phó đoàn', en: null },
    memberId: at(hall.members, 0).id,
  });
  await checkIn(hall.db, hall.secretary, { conferenceId, delegateId });
  return aViewer(hall.db, Role.DELEGATE, conferenceId, delegateId);
}

const head = () => at(hall.people, 0).id;
const replace = (from = head(), to = deputy.delegateId ?? '', changes: object = {}) =>
  replaceDelegate(hall.db, hall.chair, { delegateId: from, standInId: to, paper: 'Giấy số 1', ...changes });
const voteAs = (viewer: Viewer, pollId: string, choices = ['YES']) =>
  castBallot(servicesOf(hall.db).ballotBox, viewer, { pollId, choices, idempotencyKey: null });
const castIn = async (pollId: string) => (await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast;

const kinds = [Electorate.MEMBERS, Electorate.DELEGATES].flatMap((electorate) =>
  [Secrecy.NAMED, Secrecy.UNLINKED].map((secrecy) => [electorate, secrecy] as const),
);

describe.each(kinds)('a replacement while a poll is open (%s, %s)', (electorate, secrecy) => {
  const open = () => anOpenPoll(hall, { secrecy, rule: { ...defaultRule(false), electorate, seats: null } });

  it('moves an unused vote: the stand-in casts it, the one replaced does not', async () => {
    const pollId = await open();
    await replace();
    expect(await refusalOf(vote(hall, pollId, 0, ['NO']))).toMatchObject({ code: 'NO_VOTE' });
    await voteAs(deputy, pollId);
    expect(await refusalOf(voteAs(deputy, pollId))).toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await castIn(pollId)).toBe(1);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  });

  it('leaves a used vote cast, and lets nobody cast it again, there or back', async () => {
    const pollId = await open();
    await vote(hall, pollId, 0, ['YES']);
    await replace();
    expect(await refusalOf(voteAs(deputy, pollId))).toMatchObject({ code: 'ALREADY_VOTED' });
    await replace(deputy.delegateId ?? '', head());
    expect(await refusalOf(vote(hall, pollId, 0, ['NO']))).toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await castIn(pollId)).toBe(1);
  });

  it('waits for a ballot that is on its way, which counts once', async () => {
    const pollId = await open();
    const ballot = await whileLogHeld(hall, async () => {
      const casting = vote(hall, pollId, 0, ['YES']);
      await untilBlocked(hall.db);
      const replacing = replace();
      return Promise.all([casting, replacing]);
    });
    expect(ballot[1].sequence).toBe(ballot[0].sequence + 1);
    expect(await refusalOf(voteAs(deputy, pollId))).toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await castIn(pollId)).toBe(1);
  });

  it('keeps out the ballot of the one replaced that comes before its commit, and loses no vote', async () => {
    const pollId = await open();
    const late = await whileLogHeld(hall, async () => {
      const replacing = replace();
      await untilBlocked(hall.db);
      const casting = refusalOf(vote(hall, pollId, 0, ['YES']));
      await replacing;
      return casting;
    });
    expect(late).toMatchObject({ code: 'NO_VOTE' });
    await voteAs(deputy, pollId);
    expect(await castIn(pollId)).toBe(1);
  });

  it('ends with its paper: then nobody casts the vote until it has moved back', async () => {
    const pollId = await open();
    await replace(head(), deputy.delegateId ?? '', { until: new Date('2126-01-01T00:00:00Z') });
    const past = { proxyUntil: new Date(Date.now() - 1000) };
    await hall.db.manager.update(Delegate, deputy.delegateId ?? '', past);
    expect(await refusalOf(voteAs(deputy, pollId))).toMatchObject({ code: 'NO_VOTE' });
    await replace(deputy.delegateId ?? '', head());
    await vote(hall, pollId, 0, ['YES']);
    expect(await castIn(pollId)).toBe(1);
  });
});

describe('a remembered voting list', () => {
  it('takes no ballot by a remembered list once the paper has run out', async () => {
    const lists = new VotingLists();
    const write = (viewer: Viewer) =>
      writeBallots(hall.db, pollId, [{ viewer, choices: ['YES'], idempotencyKey: null }], lists);
    await replace();
    const pollId = await anOpenPoll(hall);
    await write(at(hall.delegates, 1));
    await until(() => lists.of(pollId) !== undefined);
    const past = { proxyUntil: new Date(Date.now() - 1000) };
    await hall.db.manager.update(Delegate, deputy.delegateId ?? '', past);
    expect(await write(deputy)).toMatchObject([{ code: 'NO_VOTE' }]);
  });
});

describe('a poll that opens after a replacement', () => {
  it('has each mandate once, whoever holds it', async () => {
    await replace();
    const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES, seats: null };
    const pollId = await anOpenPoll(hall, { rule });
    const electors = await hall.db.query('select elector_id as id from poll_elector where poll_id = $1', [pollId]);
    expect(electors.map(({ id }: { id: string }) => id).sort()).toEqual(
      hall.people
        .slice(0, 6)
        .map(({ id }) => id)
        .sort(),
    );
    await voteAs(deputy, pollId);
    await replace(deputy.delegateId ?? '', head());
    expect(await refusalOf(vote(hall, pollId, 0, ['NO']))).toMatchObject({ code: 'ALREADY_VOTED' });
  });
});

describe('the pact after a replacement', () => {
  async function anOpenPact(): Promise<Pact> {
    const words = (vi: string) => ({ vi, en: null });
    const { subject: id } = await draftPact(hall.db, hall.secretary, {
      conferenceId: hall.conference.id,
      year: null,
      title: words('Giao ước'),
      preamble: null,
      articles: [{ heading: words('Điều 1'), text: words('Thi đua') }],
      targets: [],
      idempotencyKey: null,
    });
    await openPact(hall.db, hall.chair, { pactId: id, idempotencyKey: null });
    return hall.db.manager.findOneByOrFail(Pact, { id });
  }
  const sign = ({ id: pactId, textHash }: Pact, viewer: Viewer) =>
    signPact(hall.db, viewer, { pactId, textHash: textHash ?? '', idempotencyKey: null });

  it('is signed, and the signature withdrawn, by who holds the mandate now', async () => {
    const pact = await anOpenPact();
    await sign(pact, at(hall.delegates, 0));
    await replace();
    expect(await refusalOf(sign(pact, deputy))).toMatchObject({ code: 'ALREADY_SIGNED' });
    const withdraw = (viewer: Viewer) =>
      withdrawSignature(hall.db, viewer, { pactId: pact.id, reason: 'Ký nhầm bản', idempotencyKey: null });
    expect(await refusalOf(withdraw(at(hall.delegates, 0)))).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
    await withdraw(deputy);
    expect(await refusalOf(sign(pact, at(hall.delegates, 0)))).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
    await sign(pact, deputy);
  });

  it('is not signed by who was being replaced, nor by a paper that has run out', async () => {
    const pact = await anOpenPact();
    const late = await whileLogHeld(hall, async () => {
      const replacing = replace();
      await untilBlocked(hall.db);
      const signing = refusalOf(sign(pact, at(hall.delegates, 0)));
      await replacing;
      return signing;
    });
    expect(late).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
    const past = { proxyUntil: new Date(Date.now() - 1000) };
    await hall.db.manager.update(Delegate, deputy.delegateId ?? '', past);
    expect(await refusalOf(sign(pact, deputy))).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
  });
});
