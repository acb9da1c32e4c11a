import { bodyOf, type Entry, followLog, isKind, lasting } from 'giaouoc-client';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type App, startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { until } from '../support/until';

let database: TestDatabase;
let app: App;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  app = await start('0');
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 10 });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const start = (port: string) => startApp(readConfig({ PORT: port, LOG_LEVEL: 'silent', DATABASE_URL: database.url }));

const query = `subscription ($id: ID!, $after: Int!) {
  conferenceEvents(conferenceId: $id, after: $after) { sequence kind at body digest }
}`;

function overSocket() {
  const { connected, ...retries } = lasting();
  const client = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    ...retries,
    on: { connected },
  });
  return { client, dispose: () => client.dispose() };
}
function overStream() {
  const client = createStreamClient({ url: `${app.url}/graphql/stream`, retryAttempts: 0 });
  return { client, dispose: () => client.dispose() };
}

const sequencesTo = (end: number) => Array.from({ length: end }, (_, n) => n + 1);

describe('followLog', () => {
  it.each([
    ['graphql-ws', overSocket],
    ['graphql-sse', overStream],
  ])('on %s gives every entry once across a restart', async (_, connect) => {
    const id = await anOpenPoll(hall);
    const { client, dispose } = connect();
    const seen: Entry[] = [];
    const stop = followLog<Entry>(client as never, {
      query,
      variables: { id: hall.conference.id },
      after: 0,
      onEntry: (entry) => seen.push(entry),
    });
    await vote(hall, id, 0, ['YES']);
    await until(() => seen.length === 3);
    const { port } = new URL(app.url);
    await app.close();
    await vote(hall, id, 1, ['YES']);
    app = await start(port);
    await vote(hall, id, 2, ['NO']);
    await until(() => seen.length >= 5);
    await vote(hall, id, 3, ['NO']);
    await until(() => seen.at(-1)?.sequence === 6);
    expect(seen.map(({ sequence }) => sequence)).toEqual(sequencesTo(6));
    const electors = seen.map(bodyOf).flatMap((body) => (isKind(body, 'ballotCast') ? [body.data.electorId] : []));
    expect(electors).toHaveLength(4);
    expect(electors.every((elector) => typeof elector === 'string')).toBe(true);
    stop();
    await Promise.resolve(dispose()).catch(() => undefined);
    await until(() => app.connections.size === 0);
  });

  it('gives every entry once where two of them come', async () => {
    const id = await anOpenPoll(hall);
    await vote(hall, id, 0, ['YES']);
    const { client, dispose } = overSocket();
    const seen: number[] = [];
    // A client that keeps the position it began with, and connects anew.
    const forgetful = {
      subscribe: (request: { query: string; variables: object }, sink: never) => {
        const payload = { query: request.query, variables: { ...request.variables } };
        const ends = [client.subscribe(payload as never, sink), client.subscribe(payload as never, sink)];
        return () => {
          for (const end of ends) end();
        };
      },
    };
    const stop = followLog<Entry>(forgetful as never, {
      query,
      variables: { id: hall.conference.id },
      after: 0,
      onEntry: ({ sequence }) => seen.push(sequence),
    });
    await until(() => seen.at(-1) === 3 && app.broker.subscribers === 2);
    await vote(hall, id, 1, ['YES']);
    await until(() => seen.at(-1) === 4);
    stop();
    await until(() => app.broker.size === 0);
    expect(seen).toEqual(sequencesTo(4));
    await dispose();
  });
});
