import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aClient, ask, tokensOf } from '../support/nodes';
import { aServerProcess } from '../support/process';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const cast = 'mutation CastOne($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';

/** Takes what is exported, as a collector of OpenTelemetry does. */
async function aCollector() {
  const bodies: string[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    bodies.push(`${request.method} ${request.url} ${body}`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The spans in what a collector took. */
function spansIn(bodies: readonly string[]): readonly any[] {
  const exports = bodies.map((body) => JSON.parse(body.slice(body.indexOf('{'))));
  return exports.flatMap((each) =>
    each.resourceSpans.flatMap((resource: any) => resource.scopeSpans.flatMap((scope: any) => scope.spans)),
  );
}

// In a process of its own: the exporter loads `http` by a native import, which Jest does not allow in its own.
describe('OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  let database: TestDatabase;
  let hall: Hall;
  beforeAll(async () => {
    database = await freshDatabase('empty');
    hall = await aHall(database.db, { members: 3 });
  });
  afterAll(() => database.drop());

  it('is told of operations over HTTP, sockets and event streams, without variables, in the trace of the caller', async () => {
    const collector = await aCollector();
    const settings = { PORT: '0', DATABASE_URL: database.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const server = await aServerProcess(settings, 'start');
    const [token = '', other = '', third = ''] = await tokensOf(database.db, hall.delegates);
    const pollId = await anOpenPoll(hall);
    const ballot = (n: number) => ({ input: { pollId, choices: ['NO'], idempotencyKey: `not-to-be-told-${n}` } });
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        traceparent: `00-${traceId}-${parentId}-01`,
      },
      body: JSON.stringify({ query: cast, variables: ballot(0) }),
    });
    await ask(server.url, cast, ballot(9), token);
    const client = aClient(() => server.url, other);
    await new Inbox(client, { query: cast, variables: ballot(1) }).next();
    await client.dispose();
    const stream = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${third}` },
      body: JSON.stringify({ query: cast, variables: ballot(2) }),
    });
    expect(await stream.text()).toContain('event: complete');
    expect(await server.terminate()).toBe(0);
    await collector.close();

    const casts = spansIn(collector.bodies).filter((span) => span.name === 'mutation CastOne');
    const values = (key: string) =>
      casts.map((span) => span.attributes.find((each: any) => each.key === key)?.value.stringValue).sort();
    expect(values('giaouoc.transport')).toEqual(['http', 'http', 'socket', 'sse']);
    expect(values('giaouoc.code')).toEqual(['ALREADY_VOTED', 'OK', 'OK', 'OK']);
    expect(casts.filter((span) => span.traceId === traceId && span.parentSpanId === parentId)).toHaveLength(1);
    expect(collector.bodies.every((body) => body.startsWith('POST /v1/traces '))).toBe(true);
    expect(collector.bodies.join()).not.toMatch(/not-to-be-told|"NO"|Bearer/);
    expect(collector.bodies.join()).not.toContain(token);
  });

  it('costs nothing but spans when nobody answers there', async () => {
    const collector = await aCollector();
    await collector.close();
    const settings = { PORT: '0', DATABASE_URL: database.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const server = await aServerProcess(settings, 'start');
    expect((await ask(server.url, '{ blocs { totalCount } }', {})).errors).toBeUndefined();
    expect(await server.terminate()).toBe(0);
  });
});
