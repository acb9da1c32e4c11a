import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { Badge } from '../../src/auth/badge';
import { newCode, readCode, secretHash } from '../../src/auth/secret';
import { anOpenPoll } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const people = 500;
const electors = 5;
/** So many phones at once; in a hall they come over some minutes. */
const together = 100;

const project = join(__dirname, '..', '..');
const me = readFileSync(join(project, 'web', 'src', 'connection', 'me.graphql'), 'utf8');
const listed: readonly string[] = JSON.parse(readFileSync(join(project, 'schema', 'page-documents.json'), 'utf8'));
const conferenceNow = listed.find((text) => text.startsWith('subscription ConferenceNow')) as string;

interface Answer {
  readonly data?: any;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Somebody signed in, with a socket that follows the conference. */
interface Phone {
  readonly token: string;
  readonly socket: WebSocket;
}

let server: TestServer;
let hall: Hall;
let codes: string[];
let phones: Phone[] = [];
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db, { members: electors, guests: people - electors });
  codes = hall.delegates.map(() => newCode());
  const expiresAt = new Date(Date.now() + 3_600_000);
  await server.database.db.manager.insert(
    Badge,
    codes.map((code, n) => ({
      id: randomUUID(),
      accountId: at(hall.delegates, n).accountId as string,
      codeHash: secretHash(readCode(code) as string),
      expiresAt,
      usedAt: null,
    })),
  );
});
afterAll(async () => {
  for (const { socket } of phones) socket.terminate();
  await server.close();
});

async function post(body: object, token?: string): Promise<Answer> {
  const response = await fetch(`${server.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

/** The first message about an operation on a socket that is open. */
function asked(socket: WebSocket, payload: object): Promise<{ type: string; payload: any }> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    socket.on('message', function hear(data) {
      const message = JSON.parse(String(data));
      if (message.id !== id) return;
      socket.off('message', hear);
      resolve(message);
    });
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  });
}

function aSocket(token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${server.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    socket.once('message', () => resolve(socket));
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
  });
}

/** Opens /live, as the public; signs in; asks who it is; follows the conference. */
async function arrives(code: string): Promise<Phone> {
  const page = await fetch(`${server.app.url}/live`);
  expect(page.status).toBe(200);
  await page.arrayBuffer();
  expect(await post({ query: me, operationName: 'Me' })).toMatchObject({ data: { me: { role: 'PUBLIC' } } });
  expect((await post({ query: '{ serverTime }' })).errors).toBeUndefined();
  const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { token } }';
  const { data, errors } = await post({ query: signIn, variables: { code } });
  expect(errors).toBeUndefined();
  const { token } = data.signIn;
  expect(await post({ query: me, operationName: 'Me' }, token)).toMatchObject({ data: { me: { role: 'DELEGATE' } } });
  const socket = await aSocket(token);
  phones.push({ token, socket });
  const first = await asked(socket, { query: conferenceNow, variables: { conferenceId: hall.conference.id } });
  expect([first.type, first.payload.errors]).toEqual(['next', undefined]);
  return { token, socket };
}

/** Long texts that nobody has sent before: each is charged some 60,000 units. */
const longText = () => `{ __typename } # ${randomUUID()} ${'x'.repeat(60_000)}`;

/** Spends without a pause, as much at once as an address has for ten seconds, until it is told to stop; returns what that says of how often it was refused. */
function spends(token?: string): { refused(): number; stop(): Promise<void> } {
  let isOver = false;
  let refused = 0;
  const line = async () => {
    while (!isOver) if (codesOf(await post({ query: longText() }, token)).includes('RATE_LIMITED')) refused += 1;
  };
  const lines = Array.from({ length: 20 }, line);
  return {
    refused: () => refused,
    async stop() {
      isOver = true;
      await Promise.all(lines);
    },
  };
}

const codesOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions.code);

describe('a hall behind one address', () => {
  it('signs in, 500 phones together, and none is told to wait', async () => {
    const all: Phone[] = [];
    for (let n = 0; n < people; n += together)
      all.push(...(await Promise.all(codes.slice(n, n + together).map((code) => arrives(code)))));
    expect(all).toHaveLength(people);
    phones = all;
    expect(server.app.connections.size).toBe(people);
    expect(server.app.broker.size).toBe(1);
  });

  it('goes on asking, voting and following while somebody there has spent what the address may without a session', async () => {
    const pollId = await anOpenPoll(hall);
    const spender = spends();
    await until(() => spender.refused() > 0);
    const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { kind } } }';
    const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
    for (let n = 0; n < electors; n += 1) {
      const { token, socket } = at(phones, n);
      expect(codesOf(await post({ query: '{ me { role } }' }, token))).toEqual([]);
      const vote = { query: cast, variables: { input: { pollId, choices: ['YES'] } } };
      const answer = n === 0 ? (await asked(socket, vote)).payload : await post(vote, token);
      expect(answer).toMatchObject({ data: { castBallot: { receipt: { kind: 'ballotCast' } } } });
    }
    const seen = await asked(at(phones, 10).socket, { query: tally, variables: { id: pollId } });
    expect(seen.payload.data.pollTally.poll.tally.cast).toBe(electors);
    // Still over, so that all this was not let through because time had passed.
    const before = spender.refused();
    await until(() => spender.refused() > before);
    await spender.stop();
  });

  it('has each session that spends too much refused alone', async () => {
    const [greedy, other] = [at(phones, 20), at(phones, 21)];
    const spender = spends(greedy.token);
    await until(() => spender.refused() > 0);
    await until(async () => {
      const { payload } = await asked(greedy.socket, { query: '{ me { role } }' });
      return payload[0]?.extensions.code === 'RATE_LIMITED';
    });
    expect(codesOf(await post({ query: '{ me { role } }' }, other.token))).toEqual([]);
    expect((await asked(other.socket, { query: '{ me { role } }' })).type).toBe('next');
    await spender.stop();
  });
});
