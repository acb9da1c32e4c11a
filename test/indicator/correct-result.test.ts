import { declineAct } from '../../src/confirmation/decline-act';
import { doAlone } from '../../src/confirmation/two-keys';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { operator, publicViewer } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { asResultCorrection, correctResultOrAsk, resultCorrection } from '../../src/indicator/correct-result';
import { Result } from '../../src/indicator/result';
import { faultsOf, recount } from '../../src/record/recount';
import { keepFirst } from '../../src/record/replay/checkpoints';
import { makeSchema } from '../../src/schema';
import { aLive, written } from '../import/a-file';
import { closeConference, confirm } from '../support/acts';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';
import { aResult } from '../support/result';

const schema = makeSchema();
const reason = 'Đính chính theo công văn số 12';
let test: TestDatabase;
let hall: Hall;
let resultId: string;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  resultId = (await aResult(hall, { raw: '1.234,5', unit: 'tỷ đồng', member: 0 })).id;
});
afterAll(() => test.drop());

const close = () => closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
const correct = (raw: string, by: Viewer = hall.secretary) =>
  correctResultOrAsk(test.db, by, { resultId, raw, reason });

async function shown() {
  const document = `query ($slug: String!) { conference(slug: $slug) { results { nodes { raw value unit flags { code }
    heldAtClosing { raw value } history { raw reason confirmation { askedBy confirmedBy } } } } } }`;
  const asked = { document, variables: { slug: hall.conference.slug }, viewer: publicViewer };
  const { conference } = (await dataOf(schema, test.db, asked)) as { conference: { results: { nodes: object[] } } };
  return conference.results.nodes[0];
}

const agrees = async () => expect(faultsOf(await recount(test.db, { slug: hall.conference.slug }))).toEqual([]);

describe('correctResult', () => {
  it('is done by one account while the conference lasts', async () => {
    await correct('1.234,9');
    await close();
    expect(await shown()).toMatchObject({ raw: '1.234,9', value: '1234.9', unit: 'tỷ đồng', heldAtClosing: null });
    await agrees();
  });

  it('takes two accounts after the closing, and the conference keeps what held then', async () => {
    await close();
    const asked = await correct('1.234,9');
    expect(asked.kind).toBe('actAsked');
    expect(await shown()).toMatchObject({ raw: '1.234,5', heldAtClosing: null });
    await confirm(test.db, hall.chair, asked);
    await confirm(test.db, hall.secretary, await correct('1.300', hall.chair));
    expect(await shown()).toMatchObject({
      ...{ raw: '1.300', value: null, flags: [{ code: 'AMBIGUOUS_FIGURE' }], heldAtClosing: { raw: '1.234,5' } },
      history: [
        { raw: '1.234,5', reason: null, confirmation: null },
        { reason, confirmation: { askedBy: hall.secretary.name, confirmedBy: hall.chair.name } },
        { reason, confirmation: { askedBy: hall.chair.name, confirmedBy: hall.secretary.name } },
      ],
    });
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'resultCorrected',
      subject: resultId,
      data: {
        ...{ member: at(hall.members, 0).code, reason },
        before: { raw: '1.234,9', value: '1234.9', unit: 'tỷ đồng' },
        after: { raw: '1.300', value: null, unit: 'tỷ đồng' },
      },
    });
    await agrees();
  });

  it('is done once of two who ask, and of two who confirm, at once', async () => {
    await close();
    const asked = await Promise.allSettled([correct('1,5'), correct('2,5', hall.chair)]);
    const refused = asked.find((each) => each.status === 'rejected');
    const first = asked.find((each) => each.status === 'fulfilled');
    expect(refused?.reason).toMatchObject({ code: 'ACT_WAITING' });
    const other = asked[0]?.status === 'fulfilled' ? hall.chair : hall.secretary;
    const both = await Promise.allSettled([1, 2].map(() => confirm(test.db, other, first?.value as never)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await shown()).toMatchObject({ history: { length: 2 } });
    await agrees();
  });

  it('is not done where it was corrected since it was asked for', async () => {
    await close();
    const asked = await correct('1,5');
    await doAlone(test.db, hall.chair, resultCorrection, asResultCorrection({ resultId, raw: '7,5', reason }));
    expect(await refusalOf(confirm(test.db, hall.chair, asked))).toMatchObject({ code: 'ACT_OUTDATED' });
    await declineAct(test.db, hall.chair, { pendingActId: asked.subject });
    expect(await shown()).toMatchObject({ raw: '7,5', heldAtClosing: { raw: '1.234,5' } });
  });

  it('refuses what it says already, and whoever is not at the desk of that conference', async () => {
    expect(await refusalOf(correct('1.234,5'))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const other = await aHall(test.db);
    for (const by of [hall.observer, at(hall.delegates, 0), other.secretary])
      expect(await refusalOf(correct('1,5', by))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes unit and wording away where it says so, and leaves what is left out', async () => {
    const input = { resultId, raw: '1.234,5', text: { vi: 'ước đạt', en: null }, reason };
    await correctResultOrAsk(test.db, hall.secretary, input);
    const stored = () => test.db.manager.findOneByOrFail(Result, { id: resultId });
    expect(await stored()).toMatchObject({ unit: 'tỷ đồng', text: { vi: 'ước đạt' } });
    await close();
    const bare = { resultId, raw: '1.234,5', withoutUnit: true, reason };
    const asked = await correctResultOrAsk(test.db, hall.secretary, bare);
    const pending = `query ($id: ID!) { node(id: $id) { ... on Conference { pendingActs {
      resultCorrection { raw unit withoutUnit withoutText } } } } }`;
    const seen = { document: pending, variables: { id: hall.conference.id }, viewer: hall.chair };
    expect(await dataOf(schema, test.db, seen)).toEqual({
      node: {
        pendingActs: [{ resultCorrection: { raw: '1.234,5', unit: null, withoutUnit: true, withoutText: false } }],
      },
    });
    await confirm(test.db, hall.chair, asked);
    expect(await stored()).toMatchObject({ raw: '1.234,5', value: '1234.5', unit: null, text: { vi: 'ước đạt' } });
    const percent = { resultId, raw: '7,5 %', withoutUnit: true, withoutText: true, reason };
    await confirm(test.db, hall.chair, await correctResultOrAsk(test.db, hall.secretary, percent));
    expect(await stored()).toMatchObject({ value: '7.5', unit: '%', text: null });
    await agrees();
    const asText = { vi: 'Ước', en: null };
    for (const both of [
      { unit: 'tỷ đồng', withoutUnit: true },
      { text: asText, withoutText: true },
    ])
      expect(
        await refusalOf((async () => asResultCorrection({ resultId, raw: '1', reason, ...both }))()),
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument: Object.keys(both)[0] },
      });
  });

  it('puts right words too, of two thousand characters', async () => {
    const { id } = await aResult(hall, { raw: 'Hoàn thành', kind: 'STATEMENT', member: 1 });
    const long = 'ắ'.repeat(2000);
    await correctResultOrAsk(test.db, hall.secretary, { resultId: id, raw: long, reason });
    expect(await test.db.manager.findOneByOrFail(Result, { id })).toMatchObject({
      raw: long,
      text: { vi: long },
      value: null,
    });
  });

  it('is read as it was at every position of the log', async () => {
    await keepFirst(test.db, hall.conference.id);
    await close();
    for (const raw of ['1,5', '2,5']) await confirm(test.db, hall.chair, await correct(raw));
    const at = (sequence: number) => `at${sequence}: asOf(sequence: ${sequence}) { results { nodes { raw } } }`;
    const document = `query ($slug: String!) { conference(slug: $slug) { ${[0, 1, 2, 3, 4, 5].map(at).join(' ')} } }`;
    const asked = { document, variables: { slug: hall.conference.slug }, viewer: publicViewer };
    const { conference } = (await dataOf(schema, test.db, asked)) as {
      conference: Record<string, { results: { nodes: { raw: string }[] } }>;
    };
    const raws = Object.values(conference).map(({ results }) => results.nodes[0]?.raw);
    expect(raws).toEqual(['1.234,5', '1.234,5', '1.234,5', '1,5', '1,5', '2,5']);
  });

  it('is noticed by a recount where the table says something else', async () => {
    await correct('1.234,9');
    await test.db.query(`update result set raw = '9,9', value = 9.9 where id = $1`, [resultId]);
    expect(faultsOf(await recount(test.db, { slug: hall.conference.slug })).join()).toContain('result');
  });

  it('is set back by no file', async () => {
    const file = aLive('dinh-chinh');
    const bring = () => importConference(test.db, operator, { text: written(file), dryRun: true });
    const { conferenceId } = await importConference(test.db, operator, { text: written(file), dryRun: false });
    const { id } = await test.db.manager.findOneByOrFail(Result, { conferenceId: String(conferenceId) });
    expect(await bring()).toMatchObject({ dryRun: true });
    const input = asResultCorrection({ resultId: id, raw: '9,9', reason });
    await doAlone(test.db, operator, resultCorrection, input);
    expect(await refusalOf(bring())).toMatchObject({
      code: 'FILE_CONFLICT',
      facts: { conflicts: [{ stored: { raw: '9,9' }, given: { raw: '1.234,5' } }] },
    });
  });
});
