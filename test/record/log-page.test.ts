import { checkOut } from '../../src/conference/check-out';
import { operator } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, type Hall } from '../support/hall';

const schema = makeSchema();

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 5, guests: 0 });
  for (const { id } of hall.people) {
    await checkOut(test.db, hall.chair, { conferenceId: hall.conference.id, delegateId: id });
  }
});
afterAll(() => test.drop());

/** Positions of a page of a log of five entries, and whether there is more before and after it. */
async function pageOf(args: string): Promise<readonly [boolean, readonly number[], boolean]> {
  const data = await dataOf(schema, test.db, {
    document: `query ($id: ID!) { conference(id: $id) { events${args} {
      nodes { sequence } pageInfo { hasPreviousPage hasNextPage }
    } } }`,
    variables: { id: hall.conference.id },
    viewer: operator,
  });
  const { nodes, pageInfo } = (data as { conference: { events: LogPage } }).conference.events;
  return [pageInfo.hasPreviousPage, nodes.map(({ sequence }) => sequence), pageInfo.hasNextPage];
}

interface LogPage {
  readonly nodes: readonly { readonly sequence: number }[];
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly hasNextPage: boolean };
}

describe('a page of a log', () => {
  it.each<[string, boolean, number[], boolean]>([
    ['', false, [1, 2, 3, 4, 5], false],
    ['(first: 2)', false, [1, 2], true],
    ['(first: 2, after: "2")', true, [3, 4], true],
    ['(first: 2, after: "3")', true, [4, 5], false],
    ['(after: "5")', true, [], false],
    ['(after: "99")', true, [], false],
    ['(first: 2, before: "3")', false, [1, 2], false],
    ['(first: 1, before: "3")', false, [1], true],
    ['(after: "3", before: "3")', true, [], false],
    ['(last: 2)', true, [4, 5], false],
    ['(last: 5)', false, [1, 2, 3, 4, 5], false],
    ['(last: 2, before: "4")', true, [2, 3], true],
    ['(last: 2, before: "3")', false, [1, 2], true],
    ['(last: 2, before: "1")', false, [], true],
    ['(last: 2, before: "99")', true, [4, 5], true],
    ['(last: 2, after: "1", before: "5")', true, [3, 4], true],
  ])('holds the entries asked for, in order: %s', async (args, hasPrevious, sequences, hasNext) => {
    expect(await pageOf(args)).toEqual([hasPrevious, sequences, hasNext]);
  });
});
