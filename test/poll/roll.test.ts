import { Delegate } from '../../src/conference/delegate';
import { operator, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { RowCache } from '../../src/graphql/loading/row-cache';
import { Elector } from '../../src/poll/elector';
import { Secrecy } from '../../src/poll/poll';
import { RollEntry } from '../../src/poll/roll-entry';
import { makeSchema } from '../../src/schema';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf, execute } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { aPoll } from '../support/poll';
import { statementsOf } from '../support/statements';

let test: TestDatabase;
let hall: Hall;
const schema = makeSchema();
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db, { members: 6 });
});
afterAll(() => test.drop());

interface Line {
  readonly present: boolean;
  readonly voted: boolean;
  readonly member: { readonly code: string } | null;
  readonly delegate: { readonly code: string } | null;
}

interface Roll {
  readonly totalCount: number;
  readonly nodes: readonly Line[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor: string | null;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
  };
}

const page = `{
  totalCount nodes { present voted member { code } delegate { code } }
  pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
}`;

async function rollOf(
  pollId: string,
  first: number | null,
  after: string | null = null,
  fromEnd: { readonly last?: number; readonly before?: string | null } = {},
): Promise<Roll> {
  const document = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    poll(id: $id) { roll(first: $first, after: $after, last: $last, before: $before) ${page} }
  }`;
  const variables = { id: pollId, first, after, ...fromEnd };
  const data = await dataOf(schema, test.db, { document, variables, viewer: operator });
  return (data as { poll: { roll: Roll } }).poll.roll;
}

/** Statements for one document by somebody. */
const statements = (document: string, variables: Record<string, unknown>, viewer: Viewer = operator) =>
  statementsOf(test.db, () => dataOf(schema, test.db, { document, variables, viewer }));

describe('the roll', () => {
  it.each([1, 4, 6, 500])('is walked in the order of the members, %i lines at a time', async (first) => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 4, ['YES']);
    await vote(hall, pollId, 1, ['NO']);
    const lines: Line[] = [];
    for (let after: string | null = null; ; ) {
      const roll: Roll = await rollOf(pollId, first, after);
      expect(roll.totalCount).toBe(6);
      lines.push(...roll.nodes);
      if (!roll.pageInfo.hasNextPage) break;
      after = roll.pageInfo.endCursor;
    }
    expect(lines).toEqual(
      hall.members.map(({ code }, n) => ({
        present: true,
        voted: n === 4 || n === 1,
        member: { code },
        delegate: null,
      })),
    );
    const back: Line[] = [];
    for (let before: string | null = null; ; ) {
      const roll: Roll = await rollOf(pollId, null, null, { last: first, before });
      back.unshift(...roll.nodes);
      if (!roll.pageInfo.hasPreviousPage) break;
      before = roll.pageInfo.startCursor;
    }
    expect(back).toEqual(lines);
  });

  it('is in the order of the delegates where delegates vote, those without a member last', async () => {
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id });
    const electors = hall.people.map(({ id, memberId }) => ({
      pollId: poll.id,
      electorId: id,
      memberId,
      delegateId: id,
      present: false,
    }));
    await test.db.manager.insert(Elector, electors.toReversed());
    await test.db.manager.update(Delegate, at(hall.people, 0).id, { ordinal: 90 });
    const { nodes } = await rollOf(poll.id, 500);
    expect(nodes.map(({ delegate }) => delegate?.code)).toEqual(hall.people.map(({ code }) => code));
    const half = await rollOf(poll.id, 6);
    const rest = await rollOf(poll.id, 6, half.pageInfo.endCursor);
    expect([...half.nodes, ...rest.nodes]).toEqual(nodes);
  });

  it('takes a page of 500 and none of 501', async () => {
    const pollId = await anOpenPoll(hall);
    const document = 'query ($id: ID!, $n: Int) { poll(id: $id) { roll(first: $n) { totalCount } } }';
    const ask = (n: number) =>
      execute(schema, test.db, { document, variables: { id: pollId, n }, viewer: publicViewer });
    expect((await ask(500)).errors).toBeUndefined();
    expect((await ask(501)).errors).toHaveLength(1);
    expect((await ask(0)).errors).toHaveLength(1);
  });

  it('of seven polls takes as many statements as of one, and reads members only where they are asked for', async () => {
    const document = (inner: string) =>
      `query ($slug: String!, $n: Int) { conference(slug: $slug) { polls(first: $n) { nodes { roll { nodes { voted ${inner} } } } } } }`;
    for (let n = 0; n < 7; n += 1) await anOpenPoll(hall);
    const count = async (n: number, inner = '') =>
      (await statements(document(inner), { slug: hall.conference.slug, n })).length;
    // The conference, its polls, their rolls.
    expect(await count(1)).toBe(3);
    expect(await count(7)).toBe(3);
    expect(await count(7, 'member { code } delegate { code }')).toBe(4);
  });

  it('is all that a live group reads again after a ballot: neither polls nor members', async () => {
    const pollId = await anOpenPoll(hall);
    const kept = new RowCache();
    const document = `query ($slug: String!) { conference(slug: $slug) {
      polls { totalCount nodes { ordinal roll { totalCount nodes { voted member { code } } } } }
    } }`;
    const variables = { slug: hall.conference.slug };
    const read = async () => {
      let data: any;
      const sent = await statementsOf(test.db, async () => {
        data = await dataOf(schema, test.db, { document, variables, viewer: operator, kept });
      });
      const tables = sent.map((statement) => /from "?(\w+)/i.exec(statement.replace(/from \(\s*select/i, ''))?.[1]);
      return { tables, voted: data.conference.polls.nodes[0].roll.nodes.filter((line: Line) => line.voted).length };
    };
    expect((await read()).tables).toHaveLength(6);
    const [elector, delegate] = [at(hall.members, 0), at(hall.people, 0)];
    await test.db.manager.insert(RollEntry, { pollId, electorId: elector.id, delegateId: delegate.id });
    kept.touch(['ballotCast']);
    // The conference is read by its slug each time.
    expect(await read()).toEqual({ tables: ['conference', 'poll_elector'], voted: 1 });
    kept.touch(['delegateCheckedIn']);
    expect((await read()).tables).toHaveLength(6);
  });

  it('refuses the cursor of another list', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    const document = `query ($id: ID!, $after: String) { poll(id: $id) {
      roll(first: 1) { pageInfo { endCursor } } ballots(first: 1, after: $after) { nodes { choices } }
    } }`;
    const ask = (after: string | null) =>
      execute(schema, test.db, { document, variables: { id: pollId, after }, viewer: operator });
    const { endCursor } = ((await ask(null)) as any).data.poll.roll.pageInfo;
    expect((await ask(endCursor)).errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('the named ballots', () => {
  const document = `query ($id: ID!, $first: Int, $after: String) { poll(id: $id) {
    ballots(first: $first, after: $after) { totalCount nodes { choices member { code } } pageInfo { hasNextPage endCursor } }
  } }`;
  const ballotsOf = async (id: string, first: number | null = null, after: string | null = null) =>
    ((await dataOf(schema, test.db, { document, variables: { id, first, after }, viewer: publicViewer })) as any).poll
      .ballots;
  const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

  it('come in the order of the members once the counts are shown, not before', async () => {
    const pollId = await anOpenPoll(hall, { liveTally: false });
    await vote(hall, pollId, 4, ['YES']);
    await vote(hall, pollId, 1, ['NO']);
    expect(await ballotsOf(pollId)).toEqual(none);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    const [no, yes] = [1, 4].map((n) => ({
      choices: [n === 1 ? 'NO' : 'YES'],
      member: { code: at(hall.members, n).code },
    }));
    const first = await ballotsOf(pollId, 1);
    expect(first).toMatchObject({ totalCount: 2, nodes: [no], pageInfo: { hasNextPage: true } });
    expect(await ballotsOf(pollId, 1, first.pageInfo.endCursor)).toMatchObject({
      nodes: [yes],
      pageInfo: { hasNextPage: false },
    });
  });

  it('are none in an unlinked poll', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    for (const n of hall.members.keys()) await vote(hall, pollId, n, ['YES']);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await ballotsOf(pollId)).toEqual(none);
  });
});

describe('myVote', () => {
  const document = 'query ($id: ID!) { poll(id: $id) { myVote { mayVote voted } } }';
  const mine = async (id: string, viewer: Viewer) =>
    ((await dataOf(schema, test.db, { document, variables: { id }, viewer })) as any).poll.myVote;

  it('is that of the member, whoever cast it, and nobody else is told of one', async () => {
    const pollId = await anOpenPoll(hall);
    expect(await mine(pollId, at(hall.delegates, 0))).toEqual({ mayVote: true, voted: false });
    await vote(hall, pollId, 0, ['YES']);
    expect(await mine(pollId, at(hall.delegates, 0))).toEqual({ mayVote: true, voted: true });
    expect(await mine(pollId, at(hall.delegates, 1))).toEqual({ mayVote: true, voted: false });
    const guest = at(hall.delegates, 6);
    expect(await mine(pollId, guest)).toEqual({ mayVote: false, voted: false });
    expect(await mine(pollId, hall.chair)).toBeNull();
  });

  it("is the delegate's own where delegates vote", async () => {
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id });
    const [one, other] = [at(hall.people, 0), at(hall.people, 1)];
    const elector = { pollId: poll.id, electorId: one.id, memberId: one.memberId, delegateId: one.id, present: true };
    await test.db.manager.insert(Elector, elector);
    expect(await mine(poll.id, at(hall.delegates, 0))).toEqual({ mayVote: true, voted: false });
    // A colleague of the same member holds no vote in it.
    await test.db.manager.update(Delegate, other.id, { memberId: one.memberId });
    expect(await mine(poll.id, at(hall.delegates, 1))).toEqual({ mayVote: false, voted: false });
  });

  it('reads its own line only, of many polls at once', async () => {
    for (let n = 0; n < 3; n += 1) await anOpenPoll(hall);
    const all = 'query ($slug: String!) { conference(slug: $slug) { polls { nodes { myVote { voted } } } } }';
    const sent = await statements(all, { slug: hall.conference.slug }, at(hall.delegates, 0));
    const lines = sent.filter((statement) => /\bpoll_elector e\b/.test(statement));
    expect(lines).toEqual([expect.stringContaining('unnest')]);
  });
});
