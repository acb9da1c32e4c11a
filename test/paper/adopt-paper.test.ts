import { ConferenceState } from '../../src/conference/conference';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { sha256 } from '../../src/log/canonical';
import { type AdoptPaperInput, adoptPaper } from '../../src/paper/adopt-paper';
import { AdoptedPaper, PaperKind } from '../../src/paper/adopted-paper';
import { recordSignedPaper } from '../../src/paper/record-signed-paper';
import { faultsOf, recount } from '../../src/record/recount';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, type Hall } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

const schema = makeSchema();
let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

const content = JSON.stringify({ title: 'BIÊN BẢN', blocks: [] });
const [digest, otherDigest, scanHash] = ['0a', '1b', '2c'].map((pair) => pair.repeat(32)) as [string, string, string];
const adopt = (changes: Partial<AdoptPaperInput> = {}, viewer: Viewer = hall.chair) =>
  adoptPaper(test.db, viewer, {
    ...{ conferenceId: hall.conference.id, kind: PaperKind.MINUTES, content, digest },
    ...changes,
  });
const sign = (changes: object = {}, viewer: Viewer = hall.secretary) =>
  recordSignedPaper(test.db, viewer, {
    ...{ conferenceId: hall.conference.id, kind: PaperKind.MINUTES, digest, scanHash },
    ...changes,
  });

/** What everybody reads. */
async function shown(): Promise<unknown> {
  const document = `query ($id: ID!) { conference(id: $id) { adoptedPapers {
    kind ordinal number datedOn content contentHash digest reason scanHash } } }`;
  const asked = { document, variables: { id: hall.conference.id }, viewer: hall.observer };
  return ((await dataOf(schema, test.db, asked)) as any).conference.adoptedPapers;
}
const faults = async () => faultsOf(await recount(test.db, { slug: hall.conference.slug }));

describe('adoptPaper', () => {
  it('keeps the paper as it reads, with its hashes in the log', async () => {
    expect(await shown()).toEqual([]);
    await adopt({ number: ' 12/BB-CTĐ ', datedOn: '2026-03-20' });
    const paper = {
      ...{ kind: 'MINUTES', ordinal: 1, number: '12/BB-CTĐ', datedOn: '2026-03-20' },
      ...{ contentHash: sha256(content), digest, reason: null },
    };
    expect(await shown()).toEqual([{ ...paper, content, scanHash: null }]);
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'paperAdopted',
      subject: hall.conference.id,
      data: paper,
    });
    expect(await faults()).toEqual([]);
  });

  it('takes the place of the one before with a reason alone, and both stay', async () => {
    await adopt();
    await adopt({ kind: PaperKind.SUBMISSION });
    expect(await refusalOf(adopt({ digest: otherDigest }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'reason' },
    });
    await adopt({ digest: otherDigest, content: '{"title":"KHÁC"}', reason: 'Ghi nhầm tên đơn vị' });
    expect(await shown()).toMatchObject([
      { kind: 'MINUTES', ordinal: 2, digest: otherDigest, reason: 'Ghi nhầm tên đơn vị' },
      { kind: 'SUBMISSION', ordinal: 1, digest },
    ]);
    expect(await test.db.manager.countBy(AdoptedPaper, { conferenceId: hall.conference.id })).toBe(3);
    expect(await faults()).toEqual([]);
  });

  it.each(['', 'biên bản', '[]', 'null', '"a"'])('refuses what is no paper: %j', async (text) => {
    expect(await refusalOf(adopt({ content: text }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'content' },
    });
  });

  it('is for the chair of that conference, in session and after the closing', async () => {
    const other = await aHall(test.db);
    for (const viewer of [hall.secretary, hall.observer, other.chair])
      expect(await refusalOf(adopt({}, viewer))).toMatchObject({ code: 'FORBIDDEN' });
    const planned = await aHall(test.db, { state: ConferenceState.PLANNED });
    const early = adopt({ conferenceId: planned.conference.id }, planned.chair);
    expect(await refusalOf(early)).toMatchObject({ code: 'CONFERENCE_STATE' });
    const closed = await aHall(test.db, { state: ConferenceState.CLOSED });
    await adopt({ conferenceId: closed.conference.id }, closed.chair);
  });

  it('is done once of two that come at once', async () => {
    const done = await whileLogHeld(hall, () => outcomes(adopt(), adopt({ digest: otherDigest })));
    expect(done.toSorted()).toEqual(['BAD_USER_INPUT', 'done']);
    const again = { idempotencyKey: 'thong-qua-bien-ban', reason: 'Sửa' };
    expect(await adopt(again)).toEqual(await adopt(again));
    expect(await shown()).toMatchObject([{ ordinal: 2 }]);
  });
});

describe('recordSignedPaper', () => {
  it('ties a file to the paper that stands, and to no other', async () => {
    expect(await refusalOf(sign())).toMatchObject({ code: 'NOT_FOUND' });
    await adopt();
    expect(await refusalOf(sign({ digest: otherDigest }))).toMatchObject({ code: 'NOT_FOUND' });
    await sign();
    expect(await shown()).toMatchObject([{ digest, scanHash }]);
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'paperSigned',
      data: { kind: 'MINUTES', ordinal: 1, digest, scanHash },
    });
    expect(await faults()).toEqual([]);
    await adopt({ digest: otherDigest, reason: 'Sửa' });
    expect(await refusalOf(sign())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await shown()).toMatchObject([{ digest: otherDigest, scanHash: null }]);
  });

  it('is for the desk of that conference', async () => {
    await adopt();
    const other = await aHall(test.db);
    for (const viewer of [hall.observer, other.secretary])
      expect(await refusalOf(sign({}, viewer))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('recount of adopted papers', () => {
  it.each([
    ['a paper that was retyped', `update adopted_paper set content = '{}' where conference_id = $1`],
    ['a number of its own', `update adopted_paper set number = '9' where conference_id = $1`],
    ['another file with a signature', `update adopted_paper set scan_hash = digest where conference_id = $1`],
    ['a paper that is gone', 'delete from adopted_paper where conference_id = $1'],
    [
      'a paper that nobody adopted',
      `insert into adopted_paper select gen_random_uuid(), conference_id, 'COUNTING', 1, number, dated_on, content,
         content_hash, digest, reason, adopted_at, scan_hash from adopted_paper where conference_id = $1`,
    ],
  ])('finds %s', async (_what, statement) => {
    await adopt();
    await sign();
    await test.db.query(statement, [hall.conference.id]);
    expect(await faults()).toEqual([expect.stringMatching(/paper/)]);
  });
});
