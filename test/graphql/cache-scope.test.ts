import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
  parse,
  print,
  validate,
} from 'graphql';
import { checkOut } from '../../src/conference/check-out';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { audienceOf, cacheScopeOf } from '../../src/graphql/cache/scope';
import { serverItself } from '../../src/graphql/context';
import type { SerializedResult } from '../../src/graphql/serialized-result';
import { positions } from '../../src/log/read-since';
import { makeSchema } from '../../src/schema';
import type { OpenSubscription } from '../../src/subscriptions/group-subscription';
import type { Sink } from '../../src/subscriptions/sink';
import { anOpenPoll, vote } from '../support/ballots';
import { aContext } from '../support/context';
import { aHall, aViewer, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const voters = 40;
let server: TestServer;
let hall: Hall;
let schema: GraphQLSchema;
let viewers: Viewer[];
let pollId: string;
beforeAll(async () => {
  server = await aServer({ COALESCE_MS: '0' });
  const { db } = server.database;
  hall = await aHall(db, { members: voters });
  const elsewhere = await aHall(db, { members: 1 });
  schema = makeSchema();
  const reader = await aViewer(db, Role.APP, null, null, ['read']);
  viewers = [
    publicViewer,
    ...hall.delegates.slice(0, 2),
    hall.delegates.at(-1)!,
    elsewhere.delegates[0]!,
    elsewhere.chair,
    hall.chair,
    hall.secretary,
    hall.observer,
    hall.administrator,
    reader,
    { ...reader, conferenceIds: [hall.conference.id] },
    { ...reader, conferenceIds: [elsewhere.conference.id] },
    await aViewer(db, Role.APP, null, null, ['read', 'write']),
  ];
  pollId = await anOpenPoll(hall);
});
afterAll(() => server.close());

const contextOf = (viewer: Viewer, sequence: number | null = null) =>
  aContext(server.database.db, viewer, { sequence });

/** Keeps the last thing it is sent. */
class LastSink implements Sink {
  readonly line = this;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  last: any = null;
  sendNext(body: SerializedResult): void {
    this.last = JSON.parse(body.text);
  }
  onceDrained(): void {}
  cut(): void {}
}

const pick = (gen: fc.GeneratorValue, most: number) => gen(fc.integer, { min: 0, max: most });

/** A random selection of what can be asked for without arguments; at most so deep. */
function selection(gen: fc.GeneratorValue, type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isAbstractType(named)) return '{ __typename }';
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).filter(
    (field) =>
      !field.args.some(isRequiredArgument) &&
      field.extensions.maxAge !== 0 &&
      field.name !== 'sequence' &&
      (depth > 0 || !isObjectType(getNamedType(field.type))),
  );
  const chosen = new Map([['__typename', '__typename']]);
  // At the greatest depth a type that holds only objects has nothing to choose from.
  for (let n = fields.length > 0 ? pick(gen, 4) : 0; n > 0; n -= 1) {
    const field = fields[pick(gen, fields.length - 1)]!;
    chosen.set(field.name, `${field.name} ${selection(gen, field.type, depth - 1)}`);
  }
  return `{ ${[...chosen.values()].join(' ')} }`;
}

function aDocument(gen: fc.GeneratorValue): DocumentNode {
  const [tally, change] = ['PollTally', 'ConferenceChange'].map((name) => schema.getType(name) as GraphQLOutputType);
  // What depends on the viewer is asked for more often than chance would have it.
  const part = [
    '',
    '',
    'poll { myVote { mayVote voted } }',
    'poll { roll { nodes { voted } } ballots { nodes { choices } } }',
  ][pick(gen, 3)];
  const text =
    pick(gen, 2) > 0
      ? `subscription { pollTally(pollId: "${pollId}") { sequence ${part} more: poll ${selection(gen, schema.getType('Poll') as GraphQLOutputType, 3)} ...F } } fragment F on PollTally ${selection(gen, tally!, 3)}`
      : `subscription { conferenceChanged(conferenceId: "${hall.conference.id}") ${selection(gen, change!, 3)} }`;
  return parse(text);
}

/**
 * What may be compared: the data, and where which refusals are. Not the position: entries that change nothing here move
 * the end of the log, and nobody is told for that alone.
 */
const told = ({ data, errors }: ExecutionResult): object =>
  JSON.parse(
    JSON.stringify({
      data: data && Object.values(data).map((state) => state && { ...(state as object), sequence: null }),
      errors: errors
        ?.map(({ path, extensions, originalError }) => [path?.join('.'), extensions?.code ?? 'INTERNAL', originalError])
        .map(([path, code, original]) => [path, (original as { code?: string } | undefined)?.code ?? code])
        .sort(),
    }),
  );

async function alone(document: DocumentNode, viewer: Viewer): Promise<object> {
  const sequence = (await positions(server.database.db, [hall.conference.id])).get(hall.conference.id)!;
  return told(await execute({ schema, document, contextValue: contextOf(viewer, sequence) }));
}

interface Guest {
  readonly viewer: Viewer;
  readonly sink: LastSink;
  readonly subscription: OpenSubscription;
}

async function subscribe(query: string, viewer: Viewer, sink: LastSink) {
  const { pipeline, broker } = server.app.services;
  const prepared = await pipeline.prepare(
    { query, operationName: null, variables: {} },
    {
      viewer: { ...viewer, expiresAt: null },
      connection: serverItself,
      requestId: randomUUID(),
      transport: 'socket',
      carries: { mutations: true, subscriptions: true },
      startedAtMs: 0,
    },
  );
  return 'body' in prepared ? prepared : broker.subscribe(prepared, sink);
}

async function seatAll(document: DocumentNode): Promise<Guest[]> {
  const guests = await Promise.all(
    viewers.map(async (viewer) => {
      const sink = new LastSink();
      return { viewer, sink, subscription: await subscribe(print(document), viewer, sink) };
    }),
  );
  return guests.filter((guest): guest is Guest => 'return' in guest.subscription);
}

/** Fails when somebody has not been sent, in the end, what they alone would be given. */
async function checkAll(document: DocumentNode, guests: readonly Guest[]): Promise<void> {
  for (const { viewer, sink } of guests) {
    const expected = await alone(document, viewer);
    const arrived = () => sink.last && isDeepStrictEqual(told(sink.last), expected);
    await until(arrived).catch(() => undefined);
    expect({ to: viewer.role, ...told(sink.last) }).toEqual({ to: viewer.role, ...expected });
  }
}

/** Changes what the documents are about, one after the other: a ballot moves parts of a conference too. */
const changes = [
  (n: number) => vote(hall, pollId, n, ['YES']),
  (n: number) =>
    checkOut(hall.db, hall.secretary, {
      ...{ conferenceId: hall.conference.id, delegateId: hall.people[n]!.id, idempotencyKey: null },
    }),
];

describe('viewers who share a group', () => {
  it('are each sent what an execution for them alone would give, at first and after each change', async () => {
    let n = 1;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const document = aDocument(gen);
        fc.pre(validate(schema, document).length === 0);
        const guests = await seatAll(document);
        try {
          await checkAll(document, guests);
          for (const change of print(document).includes('pollTally') ? changes.slice(0, 1) : changes) {
            await change(n);
            await checkAll(document, guests);
          }
        } finally {
          n += 1;
          for (const { subscription } of guests) await subscription.return();
        }
      }),
      { numRuns: voters - 5, endOnFailure: true },
    );
    expect(server.app.broker.size).toBe(0);
  });
});

describe('an audience', () => {
  it('split viewers by role, conference, scopes and the conferences of a key, and by person where a field depends on the person', () => {
    const keys = (text: string) => viewers.map((viewer) => audienceOf(cacheScopeOf(schema, parse(text)), viewer));
    const shared = keys(`subscription { pollTally(pollId: "1") { poll { tally { cast } } } }`);
    expect(new Set(shared.slice(1, 4)).size).toBe(1);
    expect(new Set(shared).size).toBe(viewers.length - 2);
    const personal = keys(
      `subscription { pollTally(pollId: "1") { ...P } } fragment P on PollTally { poll { myVote { voted } } }`,
    );
    expect(new Set(personal).size).toBe(viewers.length);
  });
});
