import { buildSchema, type GraphQLFieldResolver } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { meterSchema } from '../../src/graphql/metering';
import type { LogTailer } from '../../src/log/tailer';
import { topics } from '../../src/log/topics';
import type { Sink } from '../../src/subscriptions/sink';
import { stateSource } from '../../src/subscriptions/source';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { aCallerOf, aPipeline } from '../support/pipeline';
import { until } from '../support/until';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

/** A log in which nothing happens. */
const tailer = {
  follow: async () => ({ position: 0, leave: () => undefined }),
} as unknown as LogTailer;

/** How often the state was read. */
let reads: number;
beforeEach(() => {
  reads = 0;
});

function aSchema() {
  const schema = buildSchema(
    'type Query { a: Int } type Subscription { state(n: Int): State } type State { items: [Int!]! }',
  );
  const field = schema.getSubscriptionType()?.getFields().state;
  if (!field) throw new Error('no field');
  field.subscribe = () => stateSource(hall.conference.id, [topics.conference(hall.conference.id)]);
  field.resolve = (() => {
    reads += 1;
    return { items: Array.from({ length: 100 }, (_, n) => n) };
  }) as GraphQLFieldResolver<unknown, Context>;
  return meterSchema(schema);
}

class SilentSink implements Sink {
  readonly line = this;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  readonly got: string[] = [];
  sendNext(body: { readonly text: string }): void {
    this.got.push(body.text);
  }
  onceDrained(): void {}
  cut(): void {}
}

function aBroker(limits: { units?: number; maxPublicGroups?: number } = {}) {
  const publicAllowance = { units: limits.units ?? 1_000, bytes: 100_000 };
  const { maxPublicGroups = 10 } = limits;
  const given = { tailer, stallMs: 1_000, publicAllowance, maxPublicGroups, report: () => undefined };
  const made = aPipeline(database.db, aSchema(), given);
  const subscribe = async (n: number, viewer = publicViewer) => {
    const params = {
      query: 'subscription ($n: Int) { state(n: $n) { items } }',
      variables: { n },
      operationName: null,
    };
    const prepared = await made.pipeline.prepare(params, aCallerOf(viewer));
    if ('body' in prepared) throw new Error(prepared.body.text);
    const sink = new SilentSink();
    return { sink, opened: await made.broker.subscribe(prepared, sink) };
  };
  return { ...made, subscribe };
}

describe('a broker', () => {
  it('ends a group whose state takes more than it may, with its refusal, and refuses the next for a while', async () => {
    const { broker, subscribe } = aBroker({ units: 50 });
    const { sink, opened } = await subscribe(1);
    if ('body' in opened) throw new Error(opened.body.text);
    const { value } = await opened.next();
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'OVER_BUDGET' } }], data: null });
    expect(await opened.next()).toEqual({ done: true, value: undefined });
    expect(sink.got).toEqual([]);
    await until(() => broker.size === 0);
    expect(reads).toBe(1);
    const again = await subscribe(1);
    expect(again.opened).toMatchObject({ code: 'OVER_BUDGET', isExecuted: false });
    expect([reads, broker.size]).toEqual([1, 0]);
  });

  it('gives who has signed in more', async () => {
    const { broker, subscribe } = aBroker({ units: 50 });
    const { sink, opened } = await subscribe(1, hall.observer);
    await until(() => sink.got.length === 1);
    if ('body' in opened) throw new Error(opened.body.text);
    await opened.return();
    expect(broker.size).toBe(0);
  });

  it('lets the public open so many groups and no more, and join those there are', async () => {
    const { broker, subscribe } = aBroker({ maxPublicGroups: 2 });
    const open = [await subscribe(1), await subscribe(2), await subscribe(2)];
    expect((await subscribe(3)).opened).toMatchObject({ code: 'TOO_MANY_SUBSCRIPTIONS' });
    expect(broker.size).toBe(2);
    const signedIn = await subscribe(3, hall.observer);
    expect(broker.size).toBe(3);
    for (const { opened } of [...open, signedIn]) if (!('body' in opened)) await opened.return();
    expect(broker.size).toBe(0);
    const { opened } = await subscribe(4);
    if ('body' in opened) throw new Error(opened.body.text);
    await opened.return();
  });

  it('reads its groups in lanes: slow at first, and quick once they were', async () => {
    const { lanes, subscribe } = aBroker();
    const run = jest.spyOn(lanes, 'run');
    const { sink, opened } = await subscribe(1);
    await until(() => sink.got.length === 1);
    // The first is for the text, which nobody had sent before.
    const works = run.mock.calls.map(([work]) => work);
    expect(works).toEqual([
      { isQuick: true, isPublic: true },
      { isQuick: false, isPublic: true },
    ]);
    if (!('body' in opened)) await opened.return();
  });
});
