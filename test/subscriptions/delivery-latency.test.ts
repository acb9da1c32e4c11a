import fc from 'fast-check';
import { setClock } from '../../src/clock';
import type { Database } from '../../src/database/database';
import { Role } from '../../src/graphql/authorize/viewer';
import { bucketsMs, DeliveryLatency, quantileMs } from '../../src/subscriptions/delivery-latency';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, aViewer, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

const noon = 1_700_000_000_000;
let putBack: () => void = () => undefined;
afterEach(() => putBack());

/** A database whose clock is ahead of this machine's by so many milliseconds. */
const databaseAhead = (ms: number) => ({ query: async () => [{ at: new Date(noon + ms) }] }) as unknown as Database;

describe('DeliveryLatency', () => {
  it('puts each change in one bucket, and tells quantiles no sharper and no better than they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 200 }), (delays) => {
        putBack = setClock(() => new Date(noon));
        const latency = new DeliveryLatency(databaseAhead(0));
        for (const ms of delays) latency.served('a', new Date(noon - ms));
        const found = latency.of('a');
        const sorted = [...delays].sort((a, b) => a - b);
        expect(found.samples).toBe(delays.length);
        expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(delays.length);
        expect(found.maxMs).toBe(sorted.at(-1));
        for (const share of [0.5, 0.99]) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
          const told = quantileMs(found, share)!;
          expect(told).toBeGreaterThanOrEqual(exact);
          const end = bucketsMs.find((each) => each >= exact) ?? Number.POSITIVE_INFINITY;
          expect(told).toBeLessThanOrEqual(Math.min(end, found.maxMs));
        }
      }),
    );
  });

  it('takes the difference of the clocks away', async () => {
    putBack = setClock(() => new Date(noon));
    const latency = new DeliveryLatency(databaseAhead(5_000));
    await latency.start((error) => {
      throw error;
    });
    latency.served('a', new Date(noon + 5_000 - 40));
    expect(latency.of('a').maxMs).toBe(40);
    latency.stop();
  });

  it('forgets the log that has been quiet for longest, and no other', () => {
    putBack = setClock(() => new Date(noon));
    const forgotten: string[] = [];
    const observer = { measured: () => undefined, forgotten: (stream: string) => forgotten.push(stream) };
    const latency = new DeliveryLatency(databaseAhead(0), observer);
    for (let n = 0; n < 200; n += 1) latency.served(`log ${n}`, new Date(noon));
    latency.served('log 0', new Date(noon));
    latency.served('one more', new Date(noon));
    expect(latency.of('log 0').samples).toBe(2);
    expect(latency.of('log 1').samples).toBe(0);
    expect(forgotten).toEqual(['log 1']);
    expect(quantileMs(latency.of('log 1'), 0.5)).toBeNull();
  });
});

describe('the latency of a running conference', () => {
  let server: TestServer;
  let hall: Hall;
  const report =
    'query ($id: ID!) { node(id: $id) { ... on Conference { latency { samples p50Ms p99Ms maxMs buckets { upToMs count } } } } }';
  beforeAll(async () => {
    server = await aServer();
    hall = await aHall(server.database.db, { members: 6 });
    const pollId = await anOpenPoll(hall);
    const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
    const inboxes = [server.follow(await server.socket(), tally, { id: pollId })];
    inboxes.push(server.follow(await server.socket(), tally, { id: pollId }));
    for (const inbox of inboxes) await inbox.next();
    for (let n = 0; n < 5; n += 1) {
      await vote(hall, pollId, n, ['YES']);
      for (const inbox of inboxes) await inbox.find((message: any) => message.pollTally.poll.tally.cast === n + 1);
    }
  });
  afterAll(() => server.close());

  it('is told to its chair and to administrators, one sample a change and group', async () => {
    for (const viewer of [hall.chair, hall.administrator]) {
      const { data } = await server.ask(report, { id: hall.conference.id }, viewer);
      const { latency } = data.node;
      expect(latency).toMatchObject({ samples: 5, buckets: { length: bucketsMs.length + 1 } });
      expect(latency.p50Ms).toBeLessThanOrEqual(latency.p99Ms);
      expect(latency.p99Ms).toBeLessThanOrEqual(latency.maxMs);
      expect(latency.maxMs).toBeLessThan(10_000);
    }
  });

  it('is not told to others', async () => {
    const elsewhere = await aHall(server.database.db);
    const { data } = await server.ask(report, { id: hall.conference.id }, elsewhere.chair);
    expect(data.node.latency).toBeNull();
    const reader = await aViewer(server.database.db, Role.APP, null, null, ['read', 'write', 'import']);
    for (const viewer of [hall.secretary, hall.delegates[0]!, reader]) {
      const { errors } = await server.ask(report, { id: hall.conference.id }, viewer);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('is in the metrics, for this machine only', async () => {
    const response = await fetch(`${server.app.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    const line = (start: string) => text.split('\n').find((each) => each.startsWith(start));
    expect(line(`giaouoc_live_latency_ms_count{conference="${hall.conference.id}"}`)).toMatch(/ 5$/);
    expect(line(`giaouoc_live_latency_ms_bucket{le="+Inf",conference="${hall.conference.id}"}`)).toMatch(/ 5$/);
    expect(line('giaouoc_connections')).toMatch(/ 2$/);
    expect(line('giaouoc_live_groups')).toMatch(/ 1$/);
    for (const header of ['x-forwarded-for', 'forwarded', 'via']) {
      expect((await fetch(`${server.app.url}/metrics`, { headers: { [header]: '10.0.0.1' } })).status).toBe(404);
    }
  });

  it('is not served where METRICS is off', async () => {
    const quiet = await aServer({ METRICS: 'off' });
    expect((await fetch(`${quiet.app.url}/metrics`)).status).toBe(404);
    await quiet.close();
  });
});
