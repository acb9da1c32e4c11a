import { freshDatabase, type TestDatabase } from '../support/database';
import { ask } from '../support/nodes';
import { aServerProcess, type ServerProcess } from '../support/process';
import { until } from '../support/until';

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await freshDatabase();
  server = await aServerProcess({ PORT: '0', DATABASE_URL: database.url, DEMO: 'off', WORKERS: '2' }, 'start');
});
afterAll(async () => {
  await server.terminate();
  await database.drop();
});

/** One connection a request, so that they go to the workers in turn. */
const metrics = async () => (await fetch(`${server.url}/metrics`, { headers: { connection: 'close' } })).text();

const queries = (text: string) =>
  [
    ...text.matchAll(/^giaouoc_operations_total\{worker="(\d+)",kind="query",transport="http",code="OK"\} (\d+)$/gm),
  ].map(([, worker, count]) => [Number(worker), Number(count)] as const);
const sumOf = (text: string) => queries(text).reduce((sum, [, count]) => sum + count, 0);

describe('the metrics of WORKERS=2', () => {
  it('are those of both, whichever is asked, and never run backwards', async () => {
    for (let n = 0; n < 8; n += 1) {
      await fetch(`${server.url}/graphql?query={__typename}`, { headers: { connection: 'close' } });
    }
    await until(async () => sumOf(await metrics()) === 8);
    expect(new Set(queries(await metrics()).map(([worker]) => worker)).size).toBe(2);
    for (let n = 0; n < 6; n += 1) expect(sumOf(await metrics())).toBe(8);
    expect(((await metrics()).match(/^# TYPE giaouoc_operations_total /gm) ?? []).length).toBe(1);
  });

  it('count on without a worker that died, and its successor under another number', async () => {
    const before = queries(await metrics()).map(([worker]) => worker);
    process.kill(Number(/processes (\d+)/.exec(server.said())?.[1]), 'SIGKILL');
    await until(() => /process \d+ serves in its place/.test(server.said()));
    await until(async () => !(await ask(server.url, '{ __typename }', {})).errors);
    for (let n = 0; n < 4; n += 1)
      await fetch(`${server.url}/graphql?query={__typename}`, { headers: { connection: 'close' } });
    await until(async () => queries(await metrics()).length === 2);
    const after = queries(await metrics()).map(([worker]) => worker);
    expect(after.filter((worker) => before.includes(worker))).toHaveLength(1);
  });
});
