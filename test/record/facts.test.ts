import { type GraphQLSchema, graphql, parse, validate } from 'graphql';
import { AppointmentMode } from '../../src/bloc/leadership-term';
import { setClock } from '../../src/clock';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { Conference } from '../../src/conference/conference';
import { writeLeadership } from '../../src/conference/write-leadership';
import { inTransaction } from '../../src/database/transaction';
import { operator, publicViewer } from '../../src/graphql/authorize/viewer';
import { limitRules } from '../../src/graphql/document-limits';
import { importConference } from '../../src/import/import-conference';
import { Result } from '../../src/indicator/result';
import { draftPact } from '../../src/pact/draft-pact';
import { makeSchema } from '../../src/schema';
import { aLive, aRecord, type Loose, written } from '../import/a-file';
import { closeConference } from '../support/acts';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, opensYear } from '../support/hall';

let test: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeSchema();
});
afterAll(() => test.drop());

const bring = (file: Loose, changes: Loose = {}, reason: string | null = null) =>
  importConference(test.db, operator, { text: written(file, changes), dryRun: false, reason });

async function ask(source: string): Promise<any> {
  const { data, errors } = await graphql({ schema, source, contextValue: aContext(test.db, publicViewer) });
  expect(errors).toBeUndefined();
  return data;
}

const version = 'number raw value unit isRemoved reason entry { sequence kind actor { role } }';

async function figureOf(slug: string) {
  const source = `{ conference(slug: "${slug}") { results { nodes {
    raw history { ${version} knownFrom knownUntil } heldAtClosing { number raw } version { number }
  } } } }`;
  return (await ask(source)).conference.results.nodes[0];
}

const known = async (slug: string, knownAt: string) =>
  (await ask(`{ conference(slug: "${slug}") { results { nodes { version(knownAt: "${knownAt}") { raw } } } } }`))
    .conference.results.nodes[0].version;

describe('a fact', () => {
  it('keeps every version of a figure, with when, by which file and why', async () => {
    const file = aRecord('so-lieu');
    await bring(file);
    expect(await figureOf('so-lieu-2020')).toMatchObject({
      raw: '1.234,5',
      history: [{ number: 1 }],
      heldAtClosing: null,
    });
    await bring(file, { '/results/0/raw': '1.234,9' }, 'Đính chính theo công văn số 12');
    await bring(file, { '/results/0/raw': '1.235,0' });
    const { raw, history, heldAtClosing } = await figureOf('so-lieu-2020');
    const entry = { kind: 'conferenceImported', actor: { role: 'ADMINISTRATOR' } };
    expect([raw, heldAtClosing]).toEqual(['1.235,0', { number: 1, raw: '1.234,5' }]);
    expect(history).toMatchObject([
      { number: 1, raw: '1.234,5', value: '1234.5', unit: 'tỷ đồng', reason: null, entry: { ...entry, sequence: 1 } },
      {
        number: 2,
        raw: '1.234,9',
        value: '1234.9',
        reason: 'Đính chính theo công văn số 12',
        entry: { ...entry, sequence: 2 },
      },
      { number: 3, raw: '1.235,0', reason: null, knownUntil: null, entry: { ...entry, sequence: 3 } },
    ]);
    expect(history.map(({ knownUntil }: any) => knownUntil)).toEqual([
      history[1].knownFrom,
      history[2].knownFrom,
      null,
    ]);
    const at = (place: number) => known('so-lieu-2020', history[place].knownFrom);
    expect([await at(0), await at(1), await at(2)].map((each) => each.raw)).toEqual(['1.234,5', '1.234,9', '1.235,0']);
    expect(await known('so-lieu-2020', '2020-01-01T00:00:00Z')).toBeNull();
  });

  it('tells the log what a file changed, before and after', async () => {
    const file = aRecord('truoc-sau');
    const { conferenceId } = await bring(file);
    await bring(file, { '/results/0/raw': '9,9' }, 'Sai đơn vị');
    const rows = await test.db.query('select body from event where stream = $1 order by sequence desc limit 1', [
      conferenceId,
    ]);
    expect(JSON.parse(rows[0].body).data).toMatchObject({
      reason: 'Sai đơn vị',
      changes: [
        {
          thing: 'result REVENUE 2019 bloc',
          before: { raw: '1.234,5', value: '1234.5' },
          after: { raw: '9,9', value: '9.9' },
        },
      ],
    });
  });

  it('tells what was held at the closing, where it was corrected since', async () => {
    const file = { ...aLive('be-mac') };
    (file.conference as Loose).visibility = 'PUBLIC';
    const { conferenceId } = await bring(file);
    await bring(file, { '/results/0/raw': '2,5' });
    const db = test.db;
    await db.query(`update conference set state = 'OPEN' where id = $1`, [conferenceId]);
    const chair = { ...operator };
    await closeConference(db, chair, { conferenceId: String(conferenceId) });
    expect(await figureOf('be-mac-2020')).toMatchObject({ raw: '2,5', heldAtClosing: null });
    await db.query(`update result set raw = '7,5', value = 7.5 where conference_id = $1`, [conferenceId]);
    expect(await figureOf('be-mac-2020')).toMatchObject({ raw: '7,5', heldAtClosing: { number: 2, raw: '2,5' } });
  });

  it.each(['2020-01-01', '2126-01-01'])(
    'goes by the clock of the database, whatever this machine thinks: %s',
    async (day) => {
      const slug = `dong-ho-${day.slice(0, 4)}`;
      const file = aLive(slug);
      (file.conference as Loose).visibility = 'PUBLIC';
      const { conferenceId } = await bring(file);
      const { db } = test;
      await db.query(`update conference set state = 'OPEN' where id = $1`, [conferenceId]);
      const putBack = setClock(() => new Date(`${day}T00:00:00Z`));
      try {
        await closeConference(db, operator, { conferenceId: String(conferenceId) });
      } finally {
        putBack();
      }
      await db.query(`update result set raw = '7,5', value = 7.5 where conference_id = $1`, [conferenceId]);
      expect(await figureOf(`${slug}-2020`)).toMatchObject({
        raw: '7,5',
        heldAtClosing: { number: 1, raw: '1.234,5' },
      });
    },
  );

  it('tells of names, people, place and posts what was held, where a later file says otherwise', async () => {
    const file = aRecord('ten-cu');
    await bring(file);
    const long = 'Nguyễn '.repeat(28).trim();
    await bring(file, {
      '/bloc/members/0/officialName': 'Thành phố mới',
      '/bloc/members/0/aliases': ['TPHCM'],
      '/conference/name': 'Hội nghị tổng kết',
      '/conference/place': 'Đà Nẵng',
      '/delegates/0/name': long,
      '/delegates/0/posts': [{ title: 'Phó Giám đốc' }, { title: 'Bí thư' }],
      '/leadership/0/member': 'da-nang',
    });
    const texts = 'texts { field text { vi } }';
    const { conference } = await ask(`{ conference(slug: "ten-cu-2020") {
      name { vi } heldAtClosing { ${texts} } renamedMembers { member { code } heldAtClosing { ${texts} values { field value } } }
      delegates { nodes { name { vi } heldAtClosing { ${texts} } version { ${texts} } } }
      leadership { member { code } heldAtClosing { member { code } } version { member { code } } }
    } }`);
    const said = (version: any) => Object.fromEntries(version.texts.map(({ field, text }: any) => [field, text.vi]));
    expect([conference.name.vi, said(conference.heldAtClosing)]).toEqual([
      'Hội nghị tổng kết',
      { name: 'Hội nghị thử' },
    ]);
    const [renamed, ...others] = conference.renamedMembers;
    expect([renamed.member.code, others]).toEqual(['hcm', []]);
    expect(said(renamed.heldAtClosing)).toMatchObject({ official_name: 'Thành phố Hồ Chí Minh' });
    expect(renamed.heldAtClosing.values).toEqual([{ field: 'aliases', value: 'TP HCM' }]);
    const [delegate] = conference.delegates.nodes;
    expect(said(delegate.heldAtClosing)).toEqual({ name: 'Nguyễn Văn A', posts: 'Giám đốc' });
    expect(said(delegate.version)).toEqual({ name: long, posts: 'Phó Giám đốc; Bí thư' });
    expect(conference.leadership).toEqual([
      {
        member: { code: 'da-nang' },
        heldAtClosing: { member: { code: 'hoa-binh' } },
        version: { member: { code: 'da-nang' } },
      },
    ]);
  });

  it('keeps on a closed conference whom it appointed, beside who holds the post now', async () => {
    const hall = await aHall(test.db, { members: 30 });
    const [first, second] = [at(hall.members, 28), at(hall.members, 29)];
    const appoint = (leaderId: string, year = opensYear) => ({
      ...{ conferenceId: hall.conference.id, year, leaderId, deputyIds: [], mode: AppointmentMode.ROTATION },
    });
    await appointLeadership(test.db, hall.chair, appoint(second.id));
    await appointLeadership(test.db, hall.chair, appoint(first.id));
    await closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    const source = `{ conference(id: "${hall.conference.id}") { leadership {
      member { code } heldAtClosing { member { code } } version { member { code } } } } }`;
    const standing = { member: { code: first.code }, heldAtClosing: null, version: { member: { code: first.code } } };
    expect((await ask(source)).conference.leadership).toEqual([standing]);
    await inTransaction(test.db, async (tx) =>
      writeLeadership(tx, {
        ...{ blocId: hall.conference.blocId, conferenceId: null, rehearsal: false, year: opensYear },
        ...{ chosen: [second.id], mode: AppointmentMode.ASSIGNED },
      }),
    );
    expect((await ask(source)).conference.leadership).toEqual([
      {
        member: { code: first.code },
        heldAtClosing: { member: { code: first.code } },
        version: { member: { code: second.code } },
      },
    ]);
  });

  it('keeps what an act rewrites, and no version of what it leaves', async () => {
    const hall = await aHall(test.db);
    const text = (vi: string) => ({ vi, en: null });
    const draft = (title: string, articles: string[]) =>
      draftPact(test.db, hall.secretary, {
        ...{ conferenceId: hall.conference.id, year: opensYear, title: text(title), preamble: null, targets: [] },
        articles: articles.map((each) => ({ heading: text('Điều'), text: text(each) })),
        idempotencyKey: null,
      });
    await draft('Giao ước', ['Một', 'Hai', 'Ba']);
    await draft('Giao ước', ['Một', 'Hai sửa']);
    const { pact } = (
      await ask(`{ conference(id: "${hall.conference.id}") { pact { history { number } articles {
        history { number isRemoved texts { field text { vi } } entry { kind sequence } } } } } }`)
    ).conference;
    const told = pact.articles.map(({ history }: any) =>
      history.map((each: any) => [each.texts.find(({ field }: any) => field === 'text').text.vi, each.entry.sequence]),
    );
    expect(pact.history).toEqual([{ number: 1 }]);
    expect(told).toEqual([
      [['Một', 1]],
      [
        ['Hai', 1],
        ['Hai sửa', 2],
      ],
    ]);
    const gone = await test.db.query(
      `select number, data is null as gone from fact_version where fact = 'pact_article' and key like '%/3' and stream = $1 order by number`,
      [hall.conference.id],
    );
    expect(gone).toEqual([
      { number: 1, gone: false },
      { number: 2, gone: true },
    ]);
  });

  it('is never asked for together with a position of the log', () => {
    const document = parse(
      `{ conference(slug: "x") { asOf(sequence: 1) { state } results { nodes { version(knownAt: "2026-01-01T00:00:00Z") { raw } } } } }`,
    );
    const limits = { maxDepth: 20, maxTokens: 5_000, maxAliases: 100, introspection: true };
    const codes = (text: typeof document) =>
      validate(schema, text, limitRules(limits)).map(({ extensions }) => extensions.code);
    expect(codes(document)).toEqual(['AXES_MIXED']);
    expect(
      codes(parse('{ conference(slug: "x") { asOf(sequence: 1) { state } results { nodes { version { raw } } } } }')),
    ).toEqual([]);
  });

  it('is kept by the database, whoever writes', async () => {
    const { conferenceId } = await bring(aRecord('thang-tay'));
    await test.db.manager.update(Result, { conferenceId: String(conferenceId) }, { raw: '0', value: '0' });
    expect((await figureOf('thang-tay-2020')).history.map(({ raw, entry }: any) => [raw, entry?.sequence])).toEqual([
      ['1.234,5', 1],
      ['0', undefined],
    ]);
    expect(await test.db.manager.countBy(Conference, { id: String(conferenceId) })).toBe(1);
  });
});
