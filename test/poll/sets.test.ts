import { PollKind, Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { recount } from '../../src/record/recount';
import { closePoll } from '../support/acts';
import { anOpenPoll, logOf, vote } from '../support/ballots';
import { aHall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const codes = [0, 1, 2].map((n) => `phuong-an-${n}`);

/** Every list of texts anywhere in a value. */
function listsIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(listsIn) : [];
}

describe('a secret vote for two of three', () => {
  it('tells no ballot: not in the log, the snapshot, the graph or a recount', async () => {
    const hall = await aHall(server.database.db, { members: 6 });
    const { db, conference } = hall;
    const options = codes.map((code) => ({ code, label: { vi: code, en: null } }));
    const rule = { ...defaultRule(false), seats: 1 };
    const asked = { kind: PollKind.CHOOSE, maxChoices: 2, options, rule, secrecy: Secrecy.UNLINKED };
    const pollId = await anOpenPoll(hall, asked);
    const ballots = [[0, 1], [0, 2], [0, 1], [0], [1, 2], []].map((places) => places.map((place) => codes[place]!));
    for (const [n, choices] of ballots.entries()) await vote(hall, pollId, n, choices);
    await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
    const graph = await server.ask(
      `query ($id: ID!) { poll(id: $id) { ballots { totalCount nodes { choices } } tally { blank options { votes option { code } } } } }`,
      { id: pollId },
    );
    expect(graph.data.poll).toEqual({
      ballots: { totalCount: 0, nodes: [] },
      tally: { blank: 1, options: codes.map((code, n) => ({ votes: [4, 3, 2][n], option: { code } })) },
    });
    const snapshot = await fetch(`${server.app.url}/conferences/${conference.slug}/snapshot.json`);
    const told = [await logOf(hall), await snapshot.json(), await recount(db, { slug: conference.slug })];
    // The winner alone is listed, by its code; no two codes stand together anywhere.
    const sets = listsIn(told).filter((list) => list.some((text) => codes.includes(text)));
    expect([...new Set(sets.map(String))]).toEqual([codes[0]]);
    const casts = (await logOf(hall)).filter(({ kind }) => kind === 'ballotCast');
    expect(casts.map(({ data }) => Object.keys(data).sort())).toEqual(
      ballots.map(() => ['delegateId', 'electorId', 'poll']),
    );
  });
});
