import { randomUUID } from 'node:crypto';
import { Bloc, BlocKind } from '../../src/bloc/bloc';
import { Conference, Visibility } from '../../src/conference/conference';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall } from '../support/hall';

const schema = makeSchema();

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

/** As a Vietnamese dictionary has them: a ă â, d đ, e ê, o ô ơ, u ư; of equal letters first no tone, then ` ? ~ ´ and the dot. */
const dictionary = [
  ...['An Giang', 'Ăn', 'Ân Thi', 'Cà Mau', 'Cần Thơ', 'Da', 'Dũng', 'Đà Nẵng', 'Đồng Nai', 'Em', 'Êm'],
  ...['Ha', 'Hà', 'Hả', 'Hã', 'Há', 'Hạ', 'Hải Phòng', 'On', 'Ôn', 'Ơn', 'Ung', 'Ưng'],
];

/** The names of a list, read two at a time from the beginning and from the end. */
async function namesOf(field: string, args: string): Promise<readonly (readonly string[])[]> {
  const read = async (page: string) => {
    const document = `{ ${field}(${args} ${page}) { nodes { name { vi } } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }`;
    const data = (await dataOf(schema, test.db, { document, viewer: publicViewer })) as Record<string, any>;
    const { nodes, pageInfo } = data[field];
    return { names: nodes.map(({ name }: { name: { vi: string } }) => name.vi) as string[], pageInfo };
  };
  const forwards: string[] = [];
  for (let after = ''; ; ) {
    const { names, pageInfo } = await read(`first: 2 ${after}`);
    forwards.push(...names);
    if (!pageInfo.hasNextPage) break;
    after = `after: "${pageInfo.endCursor}"`;
  }
  const backwards: string[] = [];
  for (let before = ''; ; ) {
    const { names, pageInfo } = await read(`last: 2 ${before}`);
    backwards.unshift(...names);
    if (!pageInfo.hasPreviousPage) break;
    before = `before: "${pageInfo.startCursor}"`;
  }
  return [forwards, backwards];
}

describe('a list by name', () => {
  it('has blocs in the order of a Vietnamese dictionary, from either end', async () => {
    const shuffled = dictionary.toSorted(
      (a, b) => ((a.length * 7 + a.charCodeAt(0)) % 11) - ((b.length * 7 + b.charCodeAt(0)) % 11),
    );
    await test.db.manager.insert(
      Bloc,
      shuffled.map((vi, n) => ({ id: randomUUID(), slug: `cum-${n}`, kind: BlocKind.CUM, name: { vi, en: null } })),
    );
    expect(await namesOf('blocs', 'order: NAME')).toEqual([dictionary, dictionary]);
  });

  it('has conferences so too, and by day in both directions', async () => {
    const { bloc, conference } = await aHall(test.db, { visibility: Visibility.PUBLIC });
    const names = ['Đà Nẵng', 'Ăn', 'Hạ', 'Hà'];
    for (const [n, vi] of names.entries()) {
      const id = randomUUID();
      const heldOn = `2024-0${n + 1}-01`;
      await test.db.manager.insert(Conference, { ...conference, id, slug: id, name: { vi, en: null }, heldOn });
    }
    const among = `blocSlug: "${bloc.slug}"`;
    const all = [...names, conference.name.vi];
    const byName = all.toSorted(new Intl.Collator('vi').compare);
    expect(await namesOf('conferences', `${among} order: NAME`)).toEqual([byName, byName]);
    const [oldest] = await namesOf('conferences', `${among} order: OLDEST_FIRST`);
    expect(oldest).toEqual(all);
    const newest = all.toReversed();
    expect(await namesOf('conferences', `${among} order: NEWEST_FIRST`)).toEqual([newest, newest]);
    expect(await namesOf('conferences', among)).toEqual([newest, newest]);
  });
});
