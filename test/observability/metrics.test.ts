import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { anOpenPoll } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const token = 'a-token-of-more-than-20-characters';
const cast = 'mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer({ METRICS_TOKEN: token });
  hall = await aHall(server.database.db, { members: 6 });
});
afterAll(() => server.close());

const metrics = async (headers: Record<string, string> = {}) => fetch(`${server.app.url}/metrics`, { headers });

/** The value of one sample, such as `giaouoc_connections` or with its labels. */
async function value(sample: string): Promise<number> {
  const line = (await (await metrics()).text()).split('\n').find((each) => each.startsWith(`${sample} `));
  return line === undefined ? 0 : Number(line.slice(sample.length));
}

describe('/metrics', () => {
  it('has a zero for what somebody is called for, before it has ever been', async () => {
    const text = await (await metrics()).text();
    for (const code of ['INTERNAL_SERVER_ERROR', 'BUSY']) {
      for (const labels of ['kind="mutation",transport="http"', 'kind="subscription",transport="sse"']) {
        expect(text).toContain(`giaouoc_operations_total{${labels},code="${code}"} 0\n`);
      }
    }
  });

  it('counts operations and acts by code, over HTTP and sockets alike', async () => {
    const pollId = await anOpenPoll(hall);
    const ballot = (n: number) => ({ input: { pollId, choices: ['YES'], idempotencyKey: `ballot-${n}` } });
    await server.ask(cast, ballot(0), at(hall.delegates, 0));
    await server.ask(
      cast,
      { input: { pollId, choices: ['NO'], idempotencyKey: 'another-key' } },
      at(hall.delegates, 0),
    );
    await server.ask('{ nothing }');
    const client = await server.socket(at(hall.delegates, 1));
    await server.follow(client, cast, ballot(1)).next();
    await until(async () => (await value('giaouoc_acts_total{field="castBallot",code="OK"}')) === 2);
    expect(await value('giaouoc_acts_total{field="castBallot",code="ALREADY_VOTED"}')).toBe(1);
    expect(
      (await value('giaouoc_operations_total{kind="unknown",transport="http",code="GRAPHQL_VALIDATION_FAILED"}')) +
        (await value('giaouoc_operations_total{kind="query",transport="http",code="GRAPHQL_VALIDATION_FAILED"}')),
    ).toBe(1);
    expect(await value('giaouoc_operations_total{kind="mutation",transport="socket",code="OK"}')).toBe(1);
    expect(await value('giaouoc_ballot_batch_size_sum')).toBe(3);
    expect(await value('giaouoc_operation_seconds_count{kind="mutation"}')).toBe(3);
  });

  it('counts operations over event streams, at either address, when they begin', async () => {
    const pollId = await anOpenPoll(hall);
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const stream = async (path: string, query: string, variables: object = {}, viewer = {}) =>
      fetch(`${server.app.url}${path}`, {
        method: 'POST',
        headers: { ...headers, ...viewer },
        body: JSON.stringify({ query, variables }),
      });
    const delegate = { authorization: `Bearer ${await server.token(at(hall.delegates, 2))}` };
    const input = { pollId, choices: ['YES'], idempotencyKey: 'ballot-by-stream' };
    await (await stream('/graphql', cast, { input }, delegate)).text();
    await (await stream('/graphql/stream', '{ nothing }')).text();
    await (await stream('/graphql/stream', '{ me { role } }', {}, { authorization: 'Bearer wrong' })).text();
    const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }';
    const open = await stream('/graphql', tally, { id: pollId });
    const count = (labels: string) => value(`giaouoc_operations_total{${labels}}`);
    await until(async () => (await count('kind="subscription",transport="sse",code="OK"')) === 1);
    await open.body?.cancel();
    expect(await count('kind="mutation",transport="sse",code="OK"')).toBe(1);
    expect(await count('kind="unknown",transport="sse",code="GRAPHQL_VALIDATION_FAILED"')).toBe(1);
    expect(await count('kind="unknown",transport="sse",code="HTTP_401"')).toBe(1);
    expect(await count('kind="unknown",transport="http",code="OK"')).toBe(0);
  });

  it('counts who follows, and nobody once they have gone', async () => {
    const client = await server.socket();
    const pollId = await anOpenPoll(hall);
    const query = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }';
    const screens = [1, 2, 3].map(() => server.follow(client, query, { id: pollId }));
    await Promise.all(screens.map((screen) => screen.next()));
    expect(await value('giaouoc_subscribers')).toBe(3);
    expect(await value('giaouoc_live_groups')).toBe(1);
    expect(await value('giaouoc_logs_followed')).toBe(2);
    expect(await value('giaouoc_log_lag_entries')).toBe(0);
    await server.hangUp();
    expect(await value('giaouoc_subscribers')).toBe(0);
    await until(async () => (await value('giaouoc_connections')) === 0);
  });

  it('tells of the database, the pool, the notifier and the process', async () => {
    await until(async () => (await value('giaouoc_notifier_up')) === 1);
    expect(await value('giaouoc_database_state{state="ready"}')).toBe(1);
    expect(await value('giaouoc_database_state{state="away"}')).toBe(0);
    expect(await value('giaouoc_log_entries')).toBeGreaterThan(3);
    for (const pool of ['acts', 'reads']) {
      expect(await value(`giaouoc_pool_connections{pool="${pool}",state="idle"}`)).toBeGreaterThan(0);
      expect(await value(`giaouoc_pool_waiting{pool="${pool}"}`)).toBe(0);
    }
    for (const lane of ['quick', 'slow']) expect(await value(`giaouoc_lane_waiting{lane="${lane}"}`)).toBe(0);
    for (const name of ['process_resident_memory_bytes', 'nodejs_heap_used_bytes', 'process_open_fds']) {
      expect(await value(name)).toBeGreaterThan(10);
    }
  });

  it('opens to another machine by the token alone', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
    expect((await metrics(elsewhere)).status).toBe(404);
    expect((await metrics({ ...elsewhere, authorization: 'Bearer wrong' })).status).toBe(404);
    expect((await metrics({ ...elsewhere, authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('the dashboard and the alerts', () => {
  const folder = join(__dirname, '..', '..', 'ops');
  const files = ['grafana', 'prometheus'].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  );

  it.each(files.map((file) => [file.slice(folder.length + 1), file]))(
    '%s names only metrics there are',
    async (_, file) => {
      const text = readFileSync(file, 'utf8');
      const content = file.endsWith('.json') ? JSON.parse(text) : parse(text);
      expect(content).toBeTruthy();
      const there = new Set([...(await (await metrics()).text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
      const named = [...text.matchAll(/\b(?:giaouoc|process|nodejs)_[a-z_]+\b/g)].map(([name]) =>
        there.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''),
      );
      if (!file.endsWith('prometheus.yml')) expect(named.length).toBeGreaterThan(5);
      expect(named.filter((name) => !there.has(name))).toEqual([]);
    },
  );

  it('show every metric of this server in some panel', async () => {
    const text = readFileSync(join(folder, 'grafana', 'giaouoc.json'), 'utf8');
    const own = [...(await (await metrics()).text()).matchAll(/^# TYPE (giaouoc_\S+)/gm)].map(([, name]) => name);
    const shownElsewhere = ['giaouoc_live_executions_total', 'giaouoc_result_cache_hits_total'];
    expect(own.filter((name) => !text.includes(String(name)))).toEqual(shownElsewhere);
  });
});
