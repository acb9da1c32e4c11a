import { type GraphQLSchema, graphql } from 'graphql';
import { DecisionStep } from '../../src/award/decision';
import { recordDecision } from '../../src/award/record-decision';
import { Refusal } from '../../src/errors/refusal';
import { operator, publicViewer } from '../../src/graphql/authorize/viewer';
import type { Problem } from '../../src/import/conference-file';
import { importConference } from '../../src/import/import-conference';
import { makeSchema } from '../../src/schema';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aRecord, type Loose, written } from './a-file';

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  database = await freshDatabase();
  schema = makeSchema();
});
afterAll(() => database.drop());

const bring = (text: string) => importConference(database.db, operator, { text, dryRun: false });

/** What the public reads of a conference in the graph. */
async function told(slug: string, fields: string): Promise<Loose> {
  const source = `{ conference(slug: "${slug}") { ${fields} } }`;
  const { data, errors } = await graphql({ schema, source, contextValue: aContext(database.db, publicViewer) });
  expect(errors).toBeUndefined();
  return (data as unknown as { conference: Loose }).conference;
}

/** Where a file is refused and why, as an English reader sees it. */
async function problemsOf(text: string) {
  const refused = await bring(text).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof Refusal)) throw refused ?? new Error('nothing was refused');
  return (refused.facts.problems as readonly Problem[]).map(({ path, problem }) => [path, problem.en]);
}

/** Brings a file in, and again, which must write nothing. */
async function bringTwice(slug: string, changes: Loose): Promise<void> {
  const text = written(aRecord(slug), changes);
  await bring(text);
  expect(await bring(text)).toMatchObject({ created: 0, changed: 0, removed: 0, receipt: null });
}

describe('a pact of a record', () => {
  const pact = 'pact { state board { signed parties } }';

  it('is in force when all have signed, those too that the source only counts', async () => {
    await bringTwice('ky-du', { '/conference/statedMembers': 3 });
    expect(await told('ky-du-2020', pact)).toEqual({ pact: { state: 'IN_FORCE', board: { signed: 3, parties: 3 } } });
    await bringTwice('ky-thieu', { '/conference/statedMembers': 10 });
    expect(await told('ky-thieu-2020', pact)).toEqual({ pact: { state: 'OPEN', board: { signed: 3, parties: 3 } } });
  });
});

describe('a proposal agreed by vote', () => {
  const fields = 'proposals { nodes { state method poll { id } decisions { step reason } } } polls { totalCount }';

  it('is told without counts where the source gives none: no poll is made up', async () => {
    await bringTwice('bieu-quyet', { '/proposals/0/agreed': 'POLL' });
    expect(await told('bieu-quyet-2020', fields)).toEqual({
      proposals: {
        nodes: [{ state: 'PROPOSED', method: 'POLL', poll: null, decisions: [{ step: 'VOTED', reason: null }] }],
      },
      polls: { totalCount: 0 },
    });
  });

  it('stays beside its correction when a later file tells of another way, there and back', async () => {
    await bringTwice('doi-cach', {});
    await bringTwice('doi-cach', { '/proposals/0/agreed': 'POLL' });
    expect(await told('doi-cach-2020', fields)).toMatchObject({
      proposals: {
        nodes: [{ state: 'PROPOSED', method: 'POLL', decisions: [{ reason: null }, { reason: expect.any(String) }] }],
      },
    });
    await bringTwice('doi-cach', {});
    expect(await told('doi-cach-2020', fields)).toMatchObject({ proposals: { nodes: [{ method: 'CONSENSUS' }] } });
  });
});

describe('the day of an agreement', () => {
  const problem = expect.objectContaining({ path: '/proposals/0/agreed' });
  const code = { code: 'FILE_INVALID', facts: { problems: expect.arrayContaining([problem]) } };

  it('is not before the year of the award', async () => {
    const early = bring(written(aRecord('qua-som'), { '/conference/heldOn': '2018-12-30' }));
    await expect(early).rejects.toMatchObject(code);
    await bring(written(aRecord('vua-du'), { '/conference/heldOn': '2019-01-01' }));
  });

  it('is not after that of the council’s decision, where a later file tells of another way', async () => {
    const slug = 'sau-quyet-dinh';
    await bring(written(aRecord(slug), { '/conference/heldOn': '2020-02-10' }));
    const { db } = database;
    const [{ id: proposalId }] = await db.query(
      'select p.id from award_proposal p join conference c on c.id = p.conference_id where c.slug = $1',
      [`${slug}-2020`],
    );
    await recordDecision(db, operator, { proposalId, step: DecisionStep.APPROVED, decidedOn: '2020-02-15' });
    const later = { '/conference/heldOn': '2020-03-01', '/proposals/0/agreed': 'POLL' };
    await expect(bring(written(aRecord(slug), later))).rejects.toMatchObject(code);
    await bring(written(aRecord(slug), { ...later, '/conference/heldOn': '2020-02-11' }));
  });
});

describe('numbers without names, days and orders', () => {
  it('are told as the source does', async () => {
    await bringTwice('so-luong', {
      '/conference/statedMembers': 10,
      '/conference/memberOrder': ['Đà Nẵng', 'hcm', 'Hoà Bình'],
      '/pact/contents': 8,
      '/directives': [{ code: 'ct', kind: 'DOCUMENT', number: '34-CT/TW', date: '07/04/2014', text: 'Chỉ thị' }],
      '/bloc/members/1/memberships': [{ seen: 2019 }, { from: 2020 }],
    });
    expect(
      await told(
        'so-luong-2020',
        `statedMembers memberOrder { code } pact { statedContents } directives { number issuedOn }
         bloc { members { code memberships { fromYear toYear seenOnly } } }`,
      ),
    ).toEqual({
      statedMembers: 10,
      memberOrder: [{ code: 'da-nang' }, { code: 'hcm' }, { code: 'hoa-binh' }],
      pact: { statedContents: 8 },
      directives: [{ number: '34-CT/TW', issuedOn: '2014-04-07' }],
      bloc: {
        members: [
          { code: 'hcm', memberships: [{ fromYear: null, toYear: null, seenOnly: false }] },
          {
            code: 'hoa-binh',
            memberships: [
              { fromYear: 2019, toYear: 2019, seenOnly: true },
              { fromYear: 2020, toYear: null, seenOnly: false },
            ],
          },
          { code: 'da-nang', memberships: [{ fromYear: null, toYear: null, seenOnly: false }] },
        ],
      },
    });
  });

  it('are refused where they do not hold', async () => {
    const file = written(aRecord('so-sai'), {
      '/conference/memberOrder': ['hcm', 'hcm', 'Hà Nội'],
      '/directives': [{ code: 'noi', kind: 'SPEECH', date: '2014-02-30', text: 'Phát biểu' }],
      '/bloc/members/1/memberships': [{ seen: 2019, to: 2019 }, { from: 2020 }],
    });
    expect(await problemsOf(file)).toEqual([
      ['/bloc/members/1/memberships/0/seen', '`seen` does not go with `from` or `to`.'],
      ['/conference/memberOrder/1', 'The member stands twice in the list.'],
      ['/conference/memberOrder/2', 'No member is called so.'],
      ['/directives/0/date', 'There is no such day.'],
      ['/directives/0/date', 'A SPEECH has no `date`.'],
    ]);
  });
});

describe('a mid-year review', () => {
  const midyear = { '/conference/kind': 'MIDYEAR', '/conference/closes': undefined, '/conference/opens': undefined };
  const review = { ...midyear, '/conference/reviews': 2019, '/pact': undefined };
  const fields = `kind closesYear reviewsYear opensYear members { code } signingMembers { code }
    results { nodes { year } } proposals { nodes { year } }`;

  it('is of the year it reviews: its members vote, nobody signs, and it is listed under that year', async () => {
    await bringTwice('so-ket', review);
    expect(await told('so-ket-2020', fields)).toEqual({
      kind: 'MIDYEAR',
      closesYear: null,
      reviewsYear: 2019,
      opensYear: null,
      members: [{ code: 'hcm' }, { code: 'hoa-binh' }, { code: 'da-nang' }],
      signingMembers: [],
      results: { nodes: [{ year: 2019 }] },
      proposals: { nodes: [{ year: 2019 }] },
    });
    expect(await told('so-ket-2020', 'bloc { conferences(year: 2019) { nodes { slug } } }')).toEqual({
      bloc: { conferences: { nodes: [{ slug: 'so-ket-2020' }] } },
    });
  });

  it('neither closes nor opens a year, and no other conference reviews one', async () => {
    expect(await problemsOf(written(aRecord('so-ket-sai'), { '/conference/kind': 'MIDYEAR' }))).toEqual([
      ['/conference/closes', 'A mid-year review has no `closes`.'],
      ['/conference/opens', 'A mid-year review has no `opens`.'],
    ]);
    expect(await problemsOf(written(aRecord('so-ket-sai'), { '/conference/reviews': 2019 }))).toEqual([
      ['/conference/reviews', 'Only a mid-year review has `reviews`.'],
    ]);
  });

  it('that was told as an annual conference loses the years it does not have', async () => {
    await bringTwice('thanh-so-ket', { '/pact': undefined, '/leadership': undefined });
    await bringTwice('thanh-so-ket', { ...review, '/leadership': undefined });
    expect(await told('thanh-so-ket-2020', 'closesYear reviewsYear opensYear signingMembers { code }')).toEqual({
      closesYear: null,
      reviewsYear: 2019,
      opensYear: null,
      signingMembers: [],
    });
  });
});

describe('the leader of the closing year', () => {
  it('is told beside the one announced, and was not appointed at the conference', async () => {
    const leadership = [
      { role: 'LEADER', member: 'hcm', year: 2019 },
      { role: 'LEADER', member: 'da-nang' },
    ];
    await bringTwice('dan-dau', { '/leadership': leadership });
    const fields = 'leadership { year } bloc { leadership { nodes { year member { code } } } }';
    expect(await told('dan-dau-2020', fields)).toEqual({
      leadership: [{ year: 2020 }],
      bloc: {
        leadership: {
          nodes: [
            { year: 2020, member: { code: 'da-nang' } },
            { year: 2019, member: { code: 'hcm' } },
          ],
        },
      },
    });
  });
});

describe('results of parts of a year', () => {
  it('are told apart by their period, and those of two members by the member, whatever their key', async () => {
    await bringTwice('cac-quy', {
      '/results': [
        { indicator: 'REVENUE', member: 'hcm', period: 'Q1', raw: '1,5' },
        { indicator: 'REVENUE', member: 'hcm', period: 'Q2', raw: '2,5' },
        { indicator: 'REVENUE', member: 'hcm', period: 'M9', raw: '6,5' },
        { indicator: 'REVENUE', member: 'hcm', key: 'thu', raw: '9,5' },
        { indicator: 'REVENUE', member: 'da-nang', key: 'thu', raw: '8,5' },
        { indicator: 'REVENUE', key: 'hcm', raw: '18' },
        { indicator: 'REVENUE', member: 'hcm', raw: '19' },
      ],
    });
    const { results } = (await told('cac-quy-2020', 'results { nodes { year period raw member { code } } }')) as {
      results: { nodes: readonly Loose[] };
    };
    expect(results.nodes.map(({ year, period, raw, member }) => [year, period, raw, (member as Loose)?.code])).toEqual([
      [2019, 'Q1', '1,5', 'hcm'],
      [2019, 'Q2', '2,5', 'hcm'],
      [2019, 'M9', '6,5', 'hcm'],
      [2019, 'YEAR', '9,5', 'hcm'],
      [2019, 'YEAR', '8,5', 'da-nang'],
      [2019, 'YEAR', '18', undefined],
      [2019, 'YEAR', '19', 'hcm'],
    ]);
  });

  it('are refused twice for one member and period', async () => {
    const result = { indicator: 'REVENUE', member: 'hcm', period: 'Q1', raw: '1,5' };
    const file = written(aRecord('hai-lan'), { '/results': [result, { ...result, raw: '1,6' }] });
    await expect(bring(file)).rejects.toMatchObject({
      facts: { problems: [{ path: '/results/1', value: 'result REVENUE 2019 Q1 hcm' }] },
    });
  });
});
