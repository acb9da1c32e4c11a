import { randomUUID } from 'node:crypto';
import { Conference } from '../../src/conference/conference';
import { conferencesByBloc, delegatesByConference } from '../../src/conference/loaders';
import { newestFirst } from '../../src/conference/newest-first';
import { type Page, type PageArgs, pageOf } from '../../src/graphql/loading/connection';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 6, guests: 1 });
});
afterAll(() => test.drop());

const sight = { visibility: { all: true, own: null }, rehearsals: false };

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

async function walk<T>(read: (page: PageArgs) => Promise<Page<T>>, first: number): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<T> = await read({ first, after });
    all.push(...page.nodes);
    expect(page.nodes.length).toBeLessThanOrEqual(first);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor;
  }
}

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
      const seen = await walk((page) => pageOf(query(), newestFirst, page, 'DESC'), first);
      expect(seen.map((conference) => conference.heldOn)).toEqual([
        '2024-03-08',
        null,
        '2023-05-01',
        '2023-05-01',
        '2022-03-19',
      ]);
      expect(new Set(seen.map((conference) => conference.id)).size).toBe(5);
      expect((await pageOf(query(), newestFirst, { first: 2, after: null }, 'DESC')).totalCount).toBe(5);
    },
  );

  it.each([
    ['not base64', '%%%'],
    ['nothing', ''],
    ['not JSON', Buffer.from('x').toString('base64url')],
    ['of another list', Buffer.from('["a"]').toString('base64url')],
    ['with values the columns cannot hold', Buffer.from('["no day","no id"]').toString('base64url')],
    ['with a list inside', Buffer.from('[["2022-01-01"],"x"]').toString('base64url')],
  ])('refuses a cursor that is %s', async (_, after) => {
    const query = test.db.createQueryBuilder(Conference, 'conference');
    expect(await refusalOf(pageOf(query, newestFirst, { first: 2, after }, 'DESC'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'after' },
    });
  });
});

describe('pagesOf', () => {
  const delegates = (page: PageArgs, parentId = hall.conference.id) =>
    delegatesByConference
      .read(test.db.manager, [{ parentId, page, filter: null }])
      .then(([first]) => first as Page<{ id: string }>);

  it.each([1, 3, 7, 8])('walks the list of one parent, %i at a time', async (first) => {
    const seen = await walk(delegates, first);
    expect(seen.map((delegate) => delegate.id)).toEqual(hall.people.map((person) => person.id));
  });

  it('keeps the total on a page past the end', async () => {
    const last = await delegates({ first: 100, after: null });
    const past = await delegates({ first: 10, after: last.pageInfo.endCursor });
    expect(past).toMatchObject({ nodes: [], totalCount: 7, pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('keeps parents, pages and filters apart', async () => {
    const other = await aHall(test.db, { members: 2, guests: 0 });
    const page = (first: number, after: string | null = null): PageArgs => ({ first, after });
    const keys = [
      { parentId: hall.conference.id, page: page(2), filter: null },
      { parentId: other.conference.id, page: page(2), filter: null },
      { parentId: hall.conference.id, page: page(1), filter: null },
      { parentId: hall.bloc.id, page: page(2), filter: null },
      { parentId: hall.conference.id, page: page(2), filter: null },
    ];
    const pages = await delegatesByConference.read(test.db.manager, keys);
    expect(pages.map(({ nodes, totalCount, pageInfo }) => [nodes.length, totalCount, pageInfo.hasNextPage])).toEqual([
      [2, 7, true],
      [2, 2, false],
      [1, 7, true],
      [0, 0, false],
      [2, 7, true],
    ]);
  });

  it('refuses a forged cursor', async () => {
    const after = Buffer.from('["x","y"]').toString('base64url');
    expect(await refusalOf(delegates({ first: 1, after }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('walks descending lists', async () => {
    const blocId = await conferencesOn(['2022-03-19', '2024-03-08', '2023-05-01']);
    const read = (page: PageArgs) =>
      conferencesByBloc
        .read(test.db.manager, [{ parentId: blocId, page, filter: sight }])
        .then(([first]) => first as Page<Conference>);
    const days = (await walk(read, 1)).flatMap(({ heldOn }) => heldOn ?? []);
    expect(days).toEqual(['2024-03-08', '2023-05-01', '2022-03-19']);
  });
});
