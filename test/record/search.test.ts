import { randomUUID } from 'node:crypto';
import { Bloc, BlocKind } from '../../src/bloc/bloc';
import { Member } from '../../src/bloc/member';
import { Conference, ConferenceNature, Visibility } from '../../src/conference/conference';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { wordsOf } from '../../src/record/search';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf, execute } from '../support/graph';
import { aHall, type Hall } from '../support/hall';

const schema = makeSchema();

let test: TestDatabase;
let hall: Hall;
const named = (vi: string, en: string | null = null) => ({ vi, en });
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { visibility: Visibility.PARTICIPANTS });
  const { manager } = test.db;
  await manager.insert(Bloc, {
    id: randomUUID(),
    slug: 'cum-5',
    kind: BlocKind.CUM,
    name: named('Cụm 5 thành phố', 'Five cities'),
  });
  const names = [
    'Thành phố Đà Nẵng',
    'Thành phố Cần Thơ',
    'Thành phố Hải Phòng',
    'Tỉnh Đắk Lắk',
    'Thành phố Hồ Chí Minh',
  ];
  for (const [n, vi] of names.entries()) {
    const code = `m-${n}`;
    const aliases = vi.endsWith('Minh') ? ['TP.HCM', 'Sài Gòn'] : [];
    const texts = { officialName: named(vi), shortName: named(vi.replace('Thành phố ', '')), aliases };
    await manager.insert(Member, { id: randomUUID(), blocId: hall.bloc.id, code, ordinal: 90 + n, ...texts });
  }
  await manager.update(Conference, hall.conference.id, { name: named('Hội nghị kín ở Đà Lạt') });
});
afterAll(() => test.drop());

async function search(
  args: string,
  viewer: Viewer = publicViewer,
): Promise<{ names: string[]; totalCount: number; pageInfo: any }> {
  const document = `{ search(${args}) { totalCount pageInfo { hasNextPage endCursor hasPreviousPage } nodes {
    __typename
    ... on Bloc { name { vi } } ... on Member { officialName { vi } } ... on Conference { name { vi } }
  } } }`;
  const data = (await dataOf(schema, test.db, { document, viewer })) as any;
  const { nodes, totalCount, pageInfo } = data.search;
  return { names: nodes.map((hit: any) => (hit.officialName ?? hit.name).vi), totalCount, pageInfo };
}

describe('search', () => {
  it.each([
    ['da nang', ['Thành phố Đà Nẵng']],
    ['ĐÀ NẴNG', ['Thành phố Đà Nẵng']],
    ['Đà Nẵng'.normalize('NFD'), ['Thành phố Đà Nẵng']],
    ['nang, da', ['Thành phố Đà Nẵng']],
    ['dak', ['Tỉnh Đắk Lắk']],
    ['can tho', ['Thành phố Cần Thơ']],
    ['sai gon', ['Thành phố Hồ Chí Minh']],
    ['tp.hcm', ['Thành phố Hồ Chí Minh']],
    ['five', ['Cụm 5 thành phố']],
    ['cum-5-thanh', ['Cụm 5 thành phố']],
    ['đà hải', []],
    ['  ', []],
    ['Привет', []],
  ])('finds by beginnings of words, without marks and case: %s', async (text, names) => {
    expect(await search(`text: ${JSON.stringify(text)}`)).toMatchObject({ names, totalCount: names.length });
  });

  it('lists kinds in order and names as a dictionary has them, page by page', async () => {
    const all = [
      'Cụm 5 thành phố',
      'Thành phố Cần Thơ',
      'Thành phố Đà Nẵng',
      'Thành phố Hải Phòng',
      'Thành phố Hồ Chí Minh',
    ];
    expect(await search('text: "thanh pho"')).toMatchObject({ names: all, totalCount: 5 });
    const first = await search('text: "thanh pho", first: 2');
    expect(first).toMatchObject({ names: all.slice(0, 2), totalCount: 5, pageInfo: { hasNextPage: true } });
    const next = await search(`text: "thanh pho", first: 9, after: "${first.pageInfo.endCursor}"`);
    expect(next).toMatchObject({ names: all.slice(2), pageInfo: { hasNextPage: false } });
    expect(await search('text: "thanh pho", last: 2')).toMatchObject({
      names: all.slice(3),
      pageInfo: { hasPreviousPage: true },
    });
    expect(await search('text: "thanh pho", types: [BLOC]')).toMatchObject({ names: all.slice(0, 1), totalCount: 1 });
    expect(await search('text: "thanh pho", types: []')).toMatchObject({ names: [], totalCount: 0 });
  });

  it('takes a cursor of the same search only', async () => {
    const { pageInfo } = await search('text: "thanh pho", first: 1');
    const document = `{ search(text: "thanh", first: 1, after: "${pageInfo.endCursor}") { nodes { __typename } } }`;
    const { errors } = await execute(schema, test.db, { document, viewer: publicViewer });
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each([`'; drop table bloc; --`, `da & !nang | (x:*)`, `%_\\`, `'da':*`, `<-> !!`, '"'])(
    'reads what is typed as words, never as a query: %s',
    async (text) => {
      const { totalCount } = await search(`text: ${JSON.stringify(text)}`);
      expect(totalCount).toBe(wordsOf(text).join(' ') === 'da' ? 2 : 0);
      expect(await test.db.manager.count(Bloc)).toBe(2);
    },
  );

  it('shows a conference to those who may see it, and no rehearsal to anybody', async () => {
    expect(await search('text: "da lat"')).toMatchObject({ names: [], totalCount: 0 });
    expect(await search('text: "da lat"', (await aHall(test.db)).chair)).toMatchObject({ totalCount: 0 });
    for (const viewer of [hall.observer, hall.administrator])
      expect(await search('text: "da lat"', viewer)).toMatchObject({ names: ['Hội nghị kín ở Đà Lạt'], totalCount: 1 });
    await test.db.manager.update(Conference, hall.conference.id, {
      nature: ConferenceNature.REHEARSAL,
      rehearsesId: (await aHall(test.db)).conference.id,
    });
    expect(await search('text: "da lat"', hall.administrator)).toMatchObject({ totalCount: 0 });
  });

  it('is answered by indexes', async () => {
    await test.db.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      for (const [table, words] of [
        ['bloc', `array[slug, name->>'vi', name->>'en']`],
        [
          'member',
          `aliases || array[code, official_name->>'vi', official_name->>'en', short_name->>'vi', short_name->>'en']`,
        ],
        ['conference', `array[slug, name->>'vi', name->>'en']`],
      ]) {
        const plan = await tx.query(
          `explain select id from ${table} where search_words(${words}) @@ to_tsquery('simple', 'da:*')`,
        );
        expect(JSON.stringify(plan)).toContain(`${table}_search`);
      }
    });
  });
});

describe('words of a text', () => {
  it('are at most ten, letters and digits without marks', () => {
    expect(wordsOf('Ưu tú, ƯỚC 2025–2026')).toEqual(['uu', 'tu', 'uoc', '2025', '2026']);
    expect(wordsOf('a '.repeat(40))).toHaveLength(10);
  });
});
