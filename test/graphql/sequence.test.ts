import { isObjectType } from 'graphql';
import { createClient } from 'graphql-sse';
import type { Pool } from 'pg';
import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { makeSchema } from '../../src/schema';
import { anOpenPoll, logOf, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';
import { aServer, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';
import { until } from '../support/until';

let server: TestServer;
let hall: Hall;
let pollId: string;
beforeAll(async () => {
  // The tailer looks again by itself after a while; not within these tests.
  server = await aServer({ STALE_MS: '60000' });
});
beforeEach(async () => {
  hall = await aHall(server.app.db, { members: 12, guests: 0 });
  pollId = await anOpenPoll(hall);
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const living = `id sequence attendance { sequence present }
  polls { nodes { sequence state tally { sequence cast options { votes } } } }`;
const query = `query ($slug: String!) { conference(slug: $slug) { ${living} } }`;

interface Living {
  readonly sequence: number;
  readonly attendance: { readonly sequence: number; readonly present: number };
  readonly polls: { readonly nodes: readonly PollSeen[] };
}

interface PollSeen {
  readonly sequence: number;
  readonly state: string;
  readonly tally: { readonly sequence: number; readonly cast: number; readonly options: readonly { votes: number }[] };
}

type Ask = (document: string, variables: Record<string, unknown>) => Promise<any>;

/** A query as each transport sends it; resolves with its data. */
const ways: Readonly<Record<string, () => Ask | Promise<Ask>>> = {
  HTTP: () => async (document, variables) => (await server.ask(document, variables)).data,
  'a socket': async () => {
    const client = await server.socket();
    return (document, variables) => server.follow(client, document, variables).next();
  },
  'an event stream': () => async (document, variables) => {
    const client = createClient({ url: `${server.app.url}/graphql/stream`, retryAttempts: 0 });
    for await (const { data } of client.iterate({ query: document, variables })) return data;
  },
};

type Leave = () => unknown;

/** Asks as each transport does, and goes away before the answer when it is told to. */
const leavers: Readonly<Record<string, (document: string, variables: object) => Leave | Promise<Leave>>> = {
  HTTP: (document, variables) => abandoned('/graphql', document, variables, 'application/json'),
  'a socket': async (document, variables) => {
    const client = await server.socket();
    client.subscribe({ query: document, variables: { ...variables } }, { next() {}, error() {}, complete() {} });
    return () => client.dispose();
  },
  'an event stream': (document, variables) => abandoned('/graphql/stream', document, variables, 'text/event-stream'),
};

function abandoned(path: string, document: string, variables: object, accept: string): Leave {
  const gone = new AbortController();
  fetch(`${server.app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: document, variables }),
    signal: gone.signal,
  }).catch(() => undefined);
  return () => gone.abort();
}

const by = (viewer: number) => ({
  conferenceId: hall.conference.id,
  delegateId: hall.people[viewer]!.id,
  idempotencyKey: null,
});

/** What the log says of the conference at a position, worked out from its entries alone. */
async function stateAt(sequence: number) {
  const log = (await logOf(hall)).filter((entry) => entry.sequence <= sequence);
  const count = (kind: string) => log.filter((entry) => entry.kind === kind).length;
  const yes = log.filter(({ kind, data }) => kind === 'ballotCast' && data.choices[0] === 'YES').length;
  return {
    present: 12 + count('delegateCheckedIn') - count('delegateCheckedOut'),
    cast: count('ballotCast'),
    yes,
  };
}

/** All positions that an answer speaks of, and what it says of them. */
function told({ sequence, attendance, polls }: Living) {
  const [poll] = polls.nodes as [PollSeen];
  const sequences = new Set([sequence, attendance.sequence, poll.sequence, poll.tally.sequence]);
  const { cast, options } = poll.tally;
  return { sequences: [...sequences], state: { present: attendance.present, cast, yes: options[0]?.votes } };
}

/** Holds up whoever reads the rules of votes, such as the attendance, until it is let go. */
async function holdRules() {
  const runner = server.app.db.createQueryRunner();
  await runner.startTransaction();
  await runner.query('lock table voting_rule in access exclusive mode');
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}

/** Checks out who has voted; nobody before the first. */
const leaves = async (n: number) => (n < 0 ? undefined : checkOut(hall.db, hall.secretary, by(n)));

describe('the sequence of what is live', () => {
  // The first of these tests: a group that was followed before may still be read beside what is counted here.
  it('is read once for all that has it, and nothing is read at one moment that does not ask for it', async () => {
    const { db } = server.database;
    const kept = 'select 1 from log_checkpoint where stream = $1';
    await until(async () => (await db.query<unknown[]>(kept, [hall.conference.id])).length > 0);
    const statements = await statementsOf(server.app.db, () => server.ask(query, { slug: hall.conference.slug }));
    const heads = statements.filter((text) => /from log_head where stream = any/.test(text));
    expect(heads).toHaveLength(1);
    expect(statements.filter((text) => /repeatable read/.test(text))).toHaveLength(1);
    const plain = query.replaceAll('sequence', '');
    const others = await statementsOf(server.app.db, () => server.ask(plain, { slug: hall.conference.slug }));
    expect(others.filter((text) => /repeatable read|from log_head where stream = any/.test(text))).toEqual([]);
    expect(statements.filter((text) => !others.includes(text))).toEqual([
      expect.stringMatching(/^begin transaction isolation level repeatable read/),
      expect.stringMatching(/from log_head where stream = any/),
      'commit',
    ]);
  });

  it('is that of one moment wherever it is a position that things were read at', () => {
    const types = Object.values(makeSchema().getTypeMap()).filter(isObjectType);
    const marked = types.filter((type) => type.getFields().sequence?.extensions.atOneMoment === true);
    expect(marked.map(({ name }) => name).sort()).toEqual([
      'Attendance',
      'Bloc',
      'Conference',
      'Pact',
      'Poll',
      'SignatureBoard',
      'Tally',
    ]);
  });

  it.each(Object.keys(ways))(
    'is the moment of all that comes with it, though acts are done meanwhile: by %s',
    async (way) => {
      const ask = await ways[way]!();
      const letGo = await holdRules();
      const answer = ask(query, { slug: hall.conference.slug });
      await untilBlocked(server.database.db);
      const before = (await logOf(hall)).length;
      await vote(hall, pollId, 0, ['YES']);
      await checkOut(hall.db, hall.secretary, by(1));
      await letGo();
      const { sequences, state } = told((await answer).conference);
      expect(sequences).toEqual([before]);
      expect(state).toEqual({ present: 12, cast: 0, yes: 0 });
    },
  );

  it.each(Object.keys(ways))('is that of a state there was, whatever is done meanwhile: by %s', async (way) => {
    const ask = await ways[way]!();
    const answers: Living[] = [];
    let done = false;
    const read = async () => {
      while (!done) answers.push((await ask(query, { slug: hall.conference.slug })).conference);
    };
    const act = async () => {
      for (let n = 0; n < 12; n += 1) {
        await Promise.all([vote(hall, pollId, n, [n % 3 ? 'YES' : 'NO']), leaves(n - 1)]);
        if (n % 2) await checkIn(hall.db, hall.secretary, by(n - 1));
        const before = answers.length;
        await until(() => answers.length > before);
      }
      done = true;
    };
    await Promise.all([act(), read(), read(), read()]);
    answers.push((await ask(query, { slug: hall.conference.slug })).conference);
    for (const answer of answers) {
      const { sequences, state } = told(answer);
      expect(sequences).toHaveLength(1);
      expect(state).toEqual(await stateAt(sequences[0] as number));
    }
    expect(new Set(answers.map(({ sequence }) => sequence)).size).toBeGreaterThan(3);
    expect(answers.at(-1)?.sequence).toBe((await logOf(hall)).length);
  });

  it('is, in the payload of an act, that of a moment after it', async () => {
    const cast = `mutation ($input: CastBallotInput!) {
      castBallot(input: $input) { receipt { sequence } poll { sequence tally { sequence cast } } } }`;
    const castBy = (n: number) => server.ask(cast, { input: { pollId, choices: ['YES'] } }, hall.delegates[n]);
    const answers = await Promise.all(hall.members.map((_, n) => castBy(n)));
    for (const { data } of answers) {
      const { receipt, poll } = data.castBallot;
      expect(poll.sequence).toBeGreaterThanOrEqual(receipt.sequence);
      expect(poll.tally).toEqual({ sequence: poll.sequence, cast: (await stateAt(poll.sequence)).cast });
    }
  });

  it.each(Object.keys(leavers))('holds no connection of who has gone: over %s', async (way) => {
    const letGo = await holdRules();
    const leave = await leavers[way]!(query, { slug: hall.conference.slug });
    await untilBlocked(server.database.db);
    await leave();
    await letGo();
    const pool = (server.app.db.reads.driver as unknown as { master: Pool }).master;
    await until(() => pool.totalCount === pool.idleCount);
    const open = await server.database.db.query<unknown[]>(
      `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(open).toEqual([]);
  });

  it('is, in a frame, that of the frame, and the frame is the state there was', async () => {
    const client = await server.socket();
    const follow = (document: string, id: string) => server.follow(client, document, { id });
    const changes = follow(
      `subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference { ${living} } } }`,
      hall.conference.id,
    );
    const tallies = follow(
      'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { sequence tally { sequence cast } } } }',
      pollId,
    );
    await Promise.all([changes.next(), tallies.next()]);
    for (let n = 0; n < 12; n += 1) await Promise.all([vote(hall, pollId, n, ['YES']), leaves(n - 1)]);
    await leaves(11);
    await changes.find(({ conferenceChanged }) => conferenceChanged.conference.attendance.present === 0);
    await tallies.find(({ pollTally }) => pollTally.poll.tally.cast === 12);
    for (const { conferenceChanged } of changes.all) {
      const { sequences, state } = told(conferenceChanged.conference);
      expect(sequences).toEqual([conferenceChanged.sequence]);
      expect(state).toEqual(await stateAt(conferenceChanged.sequence));
    }
    for (const { pollTally } of tallies.all) {
      const { sequence, poll } = pollTally;
      expect([poll.sequence, poll.tally.sequence]).toEqual([sequence, sequence]);
      expect(poll.tally.cast).toBe((await stateAt(sequence)).cast);
    }
  });
});
