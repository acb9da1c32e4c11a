import { Conference, ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, closesYear, type Hall } from '../support/hall';

let database: TestDatabase;
let [hall, elsewhere]: [Hall, Hall] = [] as never;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  [hall, elsewhere] = [await aHall(database.db), await aHall(database.db)];
});
afterAll(() => database.drop());

const draft = (by: Viewer = hall.secretary, year: number | null = null) =>
  draftPact(hall.db, by, {
    conferenceId: hall.conference.id,
    year,
    title: { vi: 'Giao ước thi đua', en: null },
    preamble: null,
    articles: [{ heading: { vi: 'Điều 1', en: null }, text: { vi: 'Thi đua', en: null } }],
    targets: [],
    idempotencyKey: null,
  });
const open = (pactId: string, by: Viewer = hall.chair) => openPact(hall.db, by, { pactId, idempotencyKey: null });
const pactOf = (id: string) => hall.db.manager.findOneByOrFail(Pact, { id });
const conferenceBecomes = (changes: Partial<Conference>) =>
  hall.db.manager.update(Conference, hall.conference.id, changes as object);

describe('draftPact', () => {
  it('is over once the conference is closed', async () => {
    await conferenceBecomes({ state: ConferenceState.CLOSED });
    expect(await refusalOf(draft())).toMatchObject({ code: 'CONFERENCE_NOT_OPEN', facts: { state: 'CLOSED' } });
    expect(await hall.db.manager.countBy(Pact, { conferenceId: hall.conference.id })).toBe(0);
  });

  it('asks for a year at a conference that opens none', async () => {
    await conferenceBecomes({ opensYear: null });
    expect(await refusalOf(draft())).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'year' } });
    expect((await pactOf((await draft(hall.secretary, closesYear)).subject)).year).toBe(closesYear);
  });

  it('is for the desk of that conference', async () => {
    for (const by of [hall.observer, hall.delegates[0]!, elsewhere.secretary])
      expect(await refusalOf(draft(by))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await draft(hall.chair)).kind).toBe('pactDrafted');
  });
});

describe('openPact', () => {
  it('refuses a pact that is open already', async () => {
    const { subject } = await draft();
    await open(subject);
    const { textHash } = await pactOf(subject);
    expect(await refusalOf(open(subject))).toMatchObject({ code: 'PACT_NOT_DRAFT', facts: { state: 'OPEN' } });
    expect(await pactOf(subject)).toMatchObject({ state: 'OPEN', textHash });
  });

  it('is for the chair of that conference', async () => {
    const { subject } = await draft();
    for (const by of [hall.secretary, hall.delegates[0]!, elsewhere.chair])
      expect(await refusalOf(open(subject, by))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await pactOf(subject)).toMatchObject({ state: 'DRAFT' });
  });
});

describe('withdrawSignature', () => {
  const withdraw = (pactId: string, by: Viewer) =>
    withdrawSignature(hall.db, by, { pactId, reason: 'Ký nhầm bản', idempotencyKey: null });
  const aSignedPact = async () => {
    const { subject: pactId } = await draft();
    await open(pactId);
    const textHash = (await pactOf(pactId)).textHash ?? '';
    await signPact(hall.db, hall.delegates[0]!, { pactId, textHash, idempotencyKey: null });
    return pactId;
  };

  it('is refused to who may not sign', async () => {
    const pactId = await aSignedPact();
    const [guest] = hall.delegates.slice(-1);
    expect(await refusalOf(withdraw(pactId, guest!))).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
    await hall.db.manager.update(Delegate, hall.people[0]!.id, { maySign: false });
    expect(await refusalOf(withdraw(pactId, hall.delegates[0]!))).toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
  });

  it('is refused at another conference', async () => {
    const pactId = await aSignedPact();
    for (const by of [elsewhere.delegates[0]!, hall.chair])
      expect(await refusalOf(withdraw(pactId, by))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
