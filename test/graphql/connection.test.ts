import { randomUUID } from 'node:crypto';
import { Conference } from '../../src/conference/conference';
import { conferenceOrder } from '../../src/conference/conference-order';
import { conferencesByBloc, delegatesByConference } from '../../src/conference/loaders';
import type { VisibilityFilter } from '../../src/conference/visibility';
import { operator } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { formatError } from '../../src/graphql/format-error';
import type { Connection, PageRequest } from '../../src/graphql/loading/connection';
import { listTag } from '../../src/graphql/loading/cursor';
import { connect, type PagedList, pagedList, pageOf } from '../../src/graphql/loading/paging';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf, execute, type Question } from '../support/graph';
import { aHall, type Hall } from '../support/hall';
import { statementsOf } from '../support/statements';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 6, guests: 1 });
});
afterAll(() => test.drop());

const filter = { visibility: { all: true, own: [] }, rehearsals: false, year: null, state: null, order: null };
const newestFirst = conferenceOrder(null);

/** A bloc with a conference on each of these days, null for one of 2023 without a day; returns its id. */
async function conferencesOn(days: readonly (string | null)[]): Promise<string> {
  const { bloc, conference } = await aHall(test.db);
  for (const heldOn of days) {
    const id = randomUUID();
    const opensYear = heldOn === null ? 2023 : null;
    await test.db.manager.insert(Conference, { ...conference, id, slug: id, heldOn, opensYear, closesYear: null });
  }
  return bloc.id;
}

/** The page of so many from the beginning or, after a cursor. */
const forward = (size: number, after: string | null = null): PageRequest => ({
  size,
  fromEnd: false,
  after,
  before: null,
});
const backward = (size: number, before: string | null = null): PageRequest => ({
  size,
  fromEnd: true,
  after: null,
  before,
});

/** Reads a list page by page from its beginning. */
async function walk<T>(read: (page: PageRequest) => Connection<T>, size: number): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ; ) {
    const page: Connection<T> = read(forward(size, after));
    const [nodes, info] = [await page.nodes, await page.pageInfo];
    all.push(...nodes);
    expect(nodes.length).toBeLessThanOrEqual(size);
    expect(info.hasPreviousPage).toBe(after !== null);
    if (!info.hasNextPage) return all;
    after = info.endCursor;
  }
}

/** Reads a list page by page from its end; the order is that of the list. */
async function walkBack<T>(read: (page: PageRequest) => Connection<T>, size: number): Promise<readonly T[]> {
  const all: T[] = [];
  for (let before: string | null = null; ; ) {
    const page: Connection<T> = read(backward(size, before));
    const [nodes, info] = [await page.nodes, await page.pageInfo];
    all.unshift(...nodes);
    expect(nodes.length).toBeLessThanOrEqual(size);
    expect(info.hasNextPage).toBe(before !== null);
    if (!info.hasPreviousPage) return all;
    before = info.startCursor;
  }
}

/** All that a connection holds. */
async function whole<T>({ nodes, totalCount, pageInfo }: Connection<T>) {
  return { nodes: await nodes, totalCount: await totalCount, pageInfo: await pageInfo };
}

const newContext = (): Context => aContext(test.db, operator);

/** The page of one parent, in a context of its own. */
function pageOfParent<T, F>(list: PagedList<T, F>, parentId: string, page: PageRequest, filter: F): Connection<T> {
  return connect(newContext(), list, parentId, page, filter);
}

const nowhere = '00000000-0000-4000-8000-000000000000';

/** A cursor of the list of all conferences with these values in it. */
const forged = (...values: unknown[]): string => {
  const tag = listTag({ name: 'conference', parentId: null, filter: null });
  return Buffer.from(JSON.stringify([tag, ...values])).toString('base64url');
};

describe('pageOf', () => {
  it.each([1, 2, 3, 100])(
    'walks the whole list once, %i at a time, unknown days at the end of their year',
    async (first) => {
      const blocId = await conferencesOn(['2022-03-19', '2024-03-08', null, '2023-05-01', '2023-05-01']);
      const query = () =>
        test.db
          .createQueryBuilder(Conference, 'conference')
          .where({ blocId })
          .andWhere('conference.closesYear is null');
      const seen = await walk((page) => pageOf(query(), newestFirst, page), first);
      expect(await walkBack((page) => pageOf(query(), newestFirst, page), first)).toEqual(seen);
      expect(seen.map((conference) => conference.heldOn)).toEqual([
        '2024-03-08',
        null,
        '2023-05-01',
        '2023-05-01',
        '2022-03-19',
      ]);
      expect(new Set(seen.map((conference) => conference.id)).size).toBe(5);
      expect(await pageOf(query(), newestFirst, forward(2)).totalCount).toBe(5);
    },
  );

  it.each([
    ['not base64', '%%%'],
    ['nothing', ''],
    ['not JSON', Buffer.from('x').toString('base64url')],
    ['too short', forged('2022-01-01')],
    ['too long', forged('2022-01-01', nowhere, 1)],
    ['with values the columns cannot hold', forged('no day', 'no id')],
    ['with a list inside', forged(['2022-01-01'], nowhere)],
  ])('refuses a cursor that is %s', async (_, cursor) => {
    const query = test.db.createQueryBuilder(Conference, 'conference');
    for (const [argument, page] of Object.entries({ after: forward(2, cursor), before: backward(2, cursor) })) {
      const refusal = await refusalOf(pageOf(query, newestFirst, page).nodes);
      expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument } });
      expect(refusal.facts).not.toHaveProperty('problem');
    }
  });

  it('refuses a cursor of the same list under another filter, and says so', async () => {
    const query = test.db.createQueryBuilder(Conference, 'conference');
    const { endCursor } = await pageOf(query, newestFirst, forward(1), { year: 2025 }).pageInfo;
    const refusal = await refusalOf(pageOf(query, newestFirst, forward(1, endCursor), { year: 2026 }).nodes);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', facts: { problem: expect.any(String) } });
  });
});

describe('pagesOf', () => {
  const delegates = (page: PageRequest, parentId = hall.conference.id) =>
    pageOfParent(delegatesByConference, parentId, page, null);

  it.each([1, 3, 7, 8])('walks the list of one parent, %i at a time', async (first) => {
    const seen = await walk(delegates, first);
    expect(seen.map((delegate) => delegate.id)).toEqual(hall.people.map((person) => person.id));
    expect(await walkBack(delegates, first)).toEqual(seen);
  });

  it('keeps the total on a page past the end', async () => {
    const last = await whole(delegates(forward(100)));
    const past = await whole(delegates(forward(10, last.pageInfo.endCursor)));
    expect(past).toMatchObject({ nodes: [], totalCount: 7, pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('keeps parents, pages and filters apart', async () => {
    const other = await aHall(test.db, { members: 2, guests: 0 });
    const ctx = newContext();
    const asked: [string, number][] = [
      [hall.conference.id, 2],
      [other.conference.id, 2],
      [hall.conference.id, 1],
      [hall.bloc.id, 2],
      [hall.conference.id, 2],
    ];
    const pages = await Promise.all(
      asked.map(([parentId, first]) => whole(connect(ctx, delegatesByConference, parentId, forward(first), null))),
    );
    expect(pages.map(({ nodes, totalCount, pageInfo }) => [nodes.length, totalCount, pageInfo.hasNextPage])).toEqual([
      [2, 7, true],
      [2, 2, false],
      [1, 7, true],
      [0, 0, false],
      [2, 7, true],
    ]);
  });

  it('reads what stands between two cursors, from either end', async () => {
    const [first, , , , , , last] = await delegates(forward(100)).edges;
    const between = { after: first?.cursor ?? null, before: last?.cursor ?? null };
    const ids = (people: readonly { id: string }[]) => people.map(({ id }) => id);
    const inner = ids(hall.people).slice(1, 6);
    const all = await whole(delegates({ ...between, size: 100, fromEnd: false }));
    expect([ids(all.nodes), all.pageInfo.hasNextPage, all.pageInfo.hasPreviousPage]).toEqual([inner, false, true]);
    const begin = await whole(delegates({ ...between, size: 2, fromEnd: false }));
    expect([ids(begin.nodes), begin.pageInfo.hasNextPage]).toEqual([inner.slice(0, 2), true]);
    const end = await whole(delegates({ ...between, size: 2, fromEnd: true }));
    expect([ids(end.nodes), end.pageInfo.hasPreviousPage, end.pageInfo.hasNextPage]).toEqual([
      inner.slice(-2),
      true,
      true,
    ]);
  });

  it('refuses a forged cursor, and one of the same list of another parent', async () => {
    const tag = listTag({ name: 'delegate', parentId: hall.conference.id, filter: null });
    const after = Buffer.from(JSON.stringify([tag, 'x', 'y'])).toString('base64url');
    expect(await refusalOf(delegates(forward(1, after)).nodes)).toMatchObject({ code: 'BAD_USER_INPUT' });
    const other = await aHall(test.db, { members: 2, guests: 0 });
    const { endCursor } = await delegates(forward(1), other.conference.id).pageInfo;
    const refusal = await refusalOf(delegates(forward(1, endCursor)).nodes);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', facts: { problem: expect.any(String) } });
  });

  it('takes a cursor that somebody else was given: what one may see is no part of a list', async () => {
    const blocId = await conferencesOn(['2022-03-19', '2024-03-08']);
    const read = (seen: VisibilityFilter, page: PageRequest) =>
      pageOfParent(conferencesByBloc, blocId, page, { ...filter, visibility: seen });
    const { endCursor } = await read({ all: true, own: [] }, forward(1)).pageInfo;
    expect(await read({ all: false, own: [] }, forward(1, endCursor)).nodes).toMatchObject([{ heldOn: '2024-03-08' }]);
  });

  it('walks descending lists', async () => {
    const blocId = await conferencesOn(['2022-03-19', '2024-03-08', '2023-05-01']);
    const read = (page: PageRequest) => pageOfParent(conferencesByBloc, blocId, page, filter);
    const days = (await walk(read, 1)).flatMap(({ heldOn }) => heldOn ?? []);
    expect(days).toEqual(['2024-03-08', '2023-05-01', '2022-03-19']);
    expect((await walkBack(read, 2)).flatMap(({ heldOn }) => heldOn ?? [])).toEqual(days);
  });

  it('reads nothing that is not asked for, and once what is asked for twice', async () => {
    const statementsFor = (ask: (page: Connection<unknown>) => Promise<unknown>) =>
      statementsOf(test.db, () => ask(delegates(forward(2))));
    expect(await statementsFor(async () => undefined)).toHaveLength(0);
    expect(await statementsFor((page) => page.totalCount)).toEqual([expect.stringContaining('count(*)')]);
    expect(await statementsFor((page) => Promise.all([page.edges, page.nodes, page.pageInfo]))).toHaveLength(1);
    expect(await statementsFor(whole)).toHaveLength(2);
  });

  it('reads the pages of many parents by one statement', async () => {
    const other = await aHall(test.db, { members: 2, guests: 0 });
    const ctx = newContext();
    const page = forward(2);
    const sent = await statementsOf(test.db, () =>
      Promise.all(
        [hall, other].map(({ conference }) => connect(ctx, delegatesByConference, conference.id, page, null).nodes),
      ),
    );
    expect(sent).toHaveLength(1);
  });
});

describe('pagedList', () => {
  it('reads large pages of many parents by statements of at most 4,000 rows, and gives each its own', async () => {
    const asked: { parents: readonly string[]; limit: number }[] = [];
    const list = pagedList<string, null>({
      name: 'line',
      keyCount: () => 1,
      valuesOf: (row) => [row],
      async readRows(_reader, { parents, limit }) {
        asked.push({ parents, limit });
        return new Map(parents.map((parent) => [parent, [`${parent}-first`, `${parent}-second`]]));
      },
      countRows: async () => new Map(),
    });
    const ctx = newContext();
    const connections = Array.from({ length: 30 }, (_, n) => connect(ctx, list, `poll-${n}`, forward(500), null));
    const pages = await Promise.all(connections.map(({ nodes }) => nodes));
    expect(pages).toEqual(connections.map((_, n) => [`poll-${n}-first`, `poll-${n}-second`]));
    expect(asked.flatMap(({ parents }) => parents)).toHaveLength(30);
    // One row more than the page tells whether there is more.
    for (const { parents, limit } of asked) expect(parents.length * (limit - 1)).toBeLessThanOrEqual(4_000);
    expect(asked).toHaveLength(4);
  });
});

/** A page as it is answered. */
interface Shown {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly startCursor: string; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

describe('a connection over GraphQL', () => {
  const delegatesOf = (first: string, variables: object = {}, declared = '') => ({
    document: `query ($slug: String!${declared}) { conference(slug: $slug) { delegates${first} { nodes { code } } } }`,
    variables: { slug: hall.conference.slug, ...variables },
    viewer: operator,
  });
  const countOf = async (question: Question) => {
    const data = (await dataOf(makeSchema(), test.db, question)) as { conference: { delegates: { nodes: unknown[] } } };
    return data.conference.delegates.nodes.length;
  };

  it('takes null for the usual size of a page, as a variable and as a literal', async () => {
    await test.db.query(
      `insert into delegate (id, conference_id, code, ordinal, name, posts, may_vote, may_sign)
       select gen_random_uuid(), $1, 'khach-' || n, 100 + n, '{"vi":"Khách","en":null}', '[]', false, false
       from generate_series(1, 70) n`,
      [hall.conference.id],
    );
    expect(await countOf(delegatesOf(''))).toBe(60);
    expect(await countOf(delegatesOf('(first: null)'))).toBe(60);
    expect(await countOf(delegatesOf('(first: $n)', { n: null }, ', $n: Int'))).toBe(60);
    expect(await countOf(delegatesOf('(first: $n, after: null)', {}, ', $n: Int'))).toBe(60);
    expect(await countOf(delegatesOf('(first: 70)'))).toBe(70);
  });

  it('reads the end of a list, and refuses both ends at once and sizes out of range', async () => {
    expect(await countOf(delegatesOf('(last: 3)'))).toBe(3);
    expect(await countOf(delegatesOf('(first: null, last: 3)'))).toBe(3);
    for (const wrong of ['(first: 1, last: 1)', '(last: -1)', '(first: -1)', '(last: 0)', '(last: 101)']) {
      const { errors } = await execute(makeSchema(), test.db, delegatesOf(wrong));
      const shown = formatError(errors?.[0], 'request', (fault) => {
        throw fault;
      });
      expect([wrong, shown.extensions?.code]).toEqual([wrong, 'BAD_USER_INPUT']);
    }
  });

  it('has before an item, where nothing says how many, the usual page next to it', async () => {
    const shown = (page: string) => ({
      document: `query ($slug: String!) { conference(slug: $slug) { delegates(${page}) {
        nodes { code } pageInfo { hasNextPage hasPreviousPage startCursor } } } }`,
      variables: { slug: hall.conference.slug },
      viewer: operator,
    });
    const read = async (page: string) =>
      ((await dataOf(makeSchema(), test.db, shown(page))) as { conference: { delegates: Shown } }).conference.delegates;
    const { startCursor } = (await read('last: 1')).pageInfo;
    const { nodes, pageInfo } = await read(`before: "${startCursor}"`);
    expect(nodes).toEqual((await read('last: 61')).nodes.slice(0, 60));
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });
});
