import { buildSchema } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { meterSchema } from '../../src/graphql/metering';
import type { SerializedResult } from '../../src/graphql/serialized-result';
import type { Entry } from '../../src/log/read-since';
import { LogTailer } from '../../src/log/tailer';
import type { Sink } from '../../src/subscriptions/sink';
import { logSource } from '../../src/subscriptions/source';
import { aDraftPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { aCallerOf, aPipeline } from '../support/pipeline';
import { until } from '../support/until';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
  for (let n = 0; n < 3; n += 1) await aDraftPoll(hall);
});
afterAll(() => database.drop());

/** Keeps what it is sent, parsed. */
class WatchedSink implements Sink {
  readonly line = this;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  readonly got: { data: { log: { sequence: number; about: string | null } }; errors?: unknown[] }[] = [];
  sendNext(body: SerializedResult): void {
    this.got.push(JSON.parse(body.text));
  }
  onceDrained(): void {}
  cut(): void {}
}

/** Follows the log from its beginning; the second entry cannot be rendered the first time. */
async function follow(fault: Error) {
  const schema = buildSchema(
    'type Query { a: Int } type Subscription { log: Entry! } type Entry { sequence: Int! about: String }',
  );
  const log = schema.getSubscriptionType()!.getFields().log!;
  log.subscribe = () => logSource(hall.conference.id, 0);
  log.resolve = (entry) => entry;
  let failed = 0;
  (schema.getType('Entry') as NonNullable<ReturnType<typeof schema.getQueryType>>).getFields().about!.resolve = ({
    sequence,
  }: Entry) => {
    if (sequence !== 2 || failed > 0) return `entry ${sequence}`;
    failed += 1;
    throw fault;
  };
  const tailer = new LogTailer(database.db, { staleMs: 60_000, report: () => undefined });
  const { pipeline, broker } = aPipeline(database.db, meterSchema(schema), {
    ...{ tailer, stallMs: 1_000, report: () => undefined },
  });
  const params = { query: 'subscription { log { sequence about } }', variables: {}, operationName: null };
  const prepared = await pipeline.prepare(params, aCallerOf(publicViewer));
  if ('body' in prepared) throw new Error(prepared.body.text);
  const sink = new WatchedSink();
  const subscription = await broker.subscribe(prepared, sink);
  if ('body' in subscription) throw new Error(subscription.body.text);
  try {
    await until(() => sink.got.length === 3);
  } finally {
    await subscription.return();
    await tailer.close();
  }
  return sink.got.map(({ data, errors }) => [data.log.sequence, data.log.about, errors?.length ?? 0]);
}

describe('an entry of a log', () => {
  it('that could not be read while the database was away is read again, and sent whole', async () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(await follow(away)).toEqual([
      [1, 'entry 1', 0],
      [2, 'entry 2', 0],
      [3, 'entry 3', 0],
    ]);
  });

  it('that cannot be shown says so in its place, and hides none of those after it', async () => {
    expect(await follow(new Error('a fault'))).toEqual([
      [1, 'entry 1', 0],
      [2, null, 1],
      [3, 'entry 3', 0],
    ]);
  });
});
