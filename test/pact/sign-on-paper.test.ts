import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { askToSignOnPaper, type SignOnPaperInput } from '../../src/pact/sign-on-paper';
import { signPact } from '../../src/pact/sign-pact';
import { Signature } from '../../src/pact/signature';
import { faultsOf, recount } from '../../src/record/recount';
import { confirm } from '../support/acts';
import { logOf } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
let pact: Pact;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 3 });
  const words = { vi: 'Giao ước', en: null };
  const input = {
    conferenceId: hall.conference.id,
    title: words,
    articles: [{ heading: words, text: words }],
    targets: [],
  };
  const { subject: pactId } = await draftPact(hall.db, hall.secretary, input as never);
  await openPact(hall.db, hall.chair, { pactId, idempotencyKey: null });
  pact = await hall.db.manager.findOneByOrFail(Pact, { id: pactId });
});
afterAll(() => database.drop());

const scanHash = 'ab'.repeat(32);
const note = 'Bản ký lưu tại văn phòng, số 7';
const ask = (place: number, changes: Partial<SignOnPaperInput> = {}, viewer = hall.secretary) =>
  askToSignOnPaper(hall.db, viewer, {
    ...{ pactId: pact.id, delegateId: at(hall.people, place).id, textHash: pact.textHash ?? '', scanHash, note },
    ...changes,
  });
const sign = (place: number) =>
  signPact(hall.db, at(hall.delegates, place), {
    pactId: pact.id,
    textHash: pact.textHash ?? '',
    idempotencyKey: null,
  });
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
const faults = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const standing = () => hall.db.manager.findBy(Signature, { pactId: pact.id });

describe('a signature on paper', () => {
  it('stands once it is confirmed, marked with the hash of its scan, and the last one puts the pact in force', async () => {
    await sign(0);
    await sign(1);
    const asked = await ask(2);
    expect(await standing()).toHaveLength(2);
    await confirm(hall.db, hall.chair, asked);
    expect((await standing()).find(({ method }) => method === 'PAPER')).toMatchObject({ scanHash, note });
    const [signed, inForce] = (await logOf(hall)).slice(-2);
    expect(signed).toMatchObject({
      kind: 'pactSigned',
      data: { method: 'PAPER', scanHash, note, signed: 3, twoKeys: { confirmedBy: { role: 'CHAIR' } } },
    });
    expect(inForce?.kind).toBe('pactInForce');
    expect(await faults()).toEqual([]);
    await hall.db.query(`update signature set scan_hash = $2 where pact_id = $1 and method = 'PAPER'`, [
      pact.id,
      'cd'.repeat(32),
    ]);
    expect((await faults()).join('\n')).toMatch(/or they are others/);
  });

  it('and one given on a device at once count once', async () => {
    const asked = await ask(0);
    const ways = await whileLogHeld(hall, () => Promise.allSettled([confirm(hall.db, hall.chair, asked), sign(0)]));
    expect(ways.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await standing()).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it('is refused over another text, by who has no mandate, twice, and to who is not of the desk', async () => {
    expect(await codeOf(ask(0, { textHash: 'cd'.repeat(32) }))).toBe('PACT_TEXT_CHANGED');
    expect(await codeOf(ask(3))).toBe('NO_MANDATE_TO_SIGN');
    const elsewhere = await aHall(database.db);
    expect(await codeOf(ask(0, { delegateId: at(elsewhere.people, 0).id }))).toBe('NOT_FOUND');
    await sign(0);
    expect(await codeOf(ask(0))).toBe('ALREADY_SIGNED');
    for (const viewer of [at(hall.delegates, 1), hall.observer, elsewhere.secretary])
      expect(await codeOf(ask(1, {}, viewer))).toBe('FORBIDDEN');
  });
});
