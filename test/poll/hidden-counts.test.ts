import type { Viewer } from '../../src/graphql/authorize/viewer';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { changeBallot } from '../../src/poll/change-ballot';
import { recount } from '../../src/record/recount';
import { makeSchema } from '../../src/schema';
import { anOpenPoll, logOf, vote } from '../support/ballots';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { everythingBelow } from '../support/whole-graph';

const schema = makeSchema();
let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

/** All that the graph shows of the poll, of its conference and of the log, to this viewer. */
async function shownTo(viewer: Viewer, pollId: string): Promise<string> {
  const documents = [
    `{ poll(id: "${pollId}") ${everythingBelow(schema, 'Poll', viewer, 3)} }`,
    `{ conference(slug: "${hall.conference.slug}") ${everythingBelow(schema, 'Conference', viewer, 3)} }`,
  ];
  const parts: unknown[] = [];
  for (const document of documents) parts.push(await dataOf(schema, hall.db, { document, viewer }));
  return JSON.stringify(parts, (key, value) => (key === 'serverTime' ? undefined : value));
}

/** The same with every ballot and every change of one turned the other way round: what shows no choice is not moved by it. */
async function moved(pollId: string): Promise<readonly string[]> {
  const viewers = [publicViewer, hall.observer, at(hall.delegates, 4), hall.secretary, hall.chair, hall.administrator];
  const shown = async () => {
    const texts: string[] = [];
    // One after another: each asks for the whole graph, and all at once would wait for connections.
    for (const viewer of viewers) texts.push(await shownTo(viewer, pollId));
    return texts;
  };
  const all = async () => [
    ...(await shown()),
    JSON.stringify(await logOf(hall)),
    JSON.stringify(
      (await recount(hall.db, { slug: hall.conference.slug })).polls.map(({ faults: _, ...poll }) => poll),
    ),
  ];
  const before = await all();
  const turned = (column: string) => `case when ${column} = '{YES}' then '{NO}'::text[] else '{YES}' end`;
  await hall.db.query(`update named_ballot set choices = ${turned('choices')} where poll_id = $1`, [pollId]);
  await hall.db.query(
    `update named_ballot_change set choices = ${turned('choices')}, former = ${turned('former')} where poll_id = $1`,
    [pollId],
  );
  const after = await all();
  return after.filter((text, index) => text !== before[index]);
}

async function aVotedPoll(liveTally: boolean, mayChange: boolean): Promise<string> {
  const pollId = await anOpenPoll(hall, { liveTally, mayChange });
  for (const n of [0, 1, 2]) await vote(hall, pollId, n, ['YES']);
  const box = servicesOf(hall.db).ballotBox;
  if (mayChange) await changeBallot(box, at(hall.delegates, 1), { pollId, choices: ['NO'] });
  return pollId;
}

/** What would decide it is told only of one whose votes stay as they are; a change has entries of its own. */
describe.each([{ mayChange: false }, { mayChange: true }])(
  'a recorded vote whose counts do not run: $mayChange',
  ({ mayChange }) => {
    it('shows nobody anything that depends on a choice before it closes: no field, no entry, no recount', async () => {
      expect(await moved(await aVotedPoll(false, mayChange))).toEqual([]);
    });

    it('is told from one whose counts run, where everybody sees them', async () => {
      expect(await moved(await aVotedPoll(true, mayChange))).toHaveLength(7);
    });
  },
);
