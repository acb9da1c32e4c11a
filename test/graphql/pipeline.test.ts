import { buildSchema } from 'graphql';
import { Refusal } from '../../src/errors/refusal';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { ResultCache } from '../../src/graphql/cache/result-cache';
import { Documents } from '../../src/graphql/documents';
import { Executor } from '../../src/graphql/execute';
import { Lanes } from '../../src/graphql/lanes';
import { meterSchema } from '../../src/graphql/metering';
import { Pacer } from '../../src/graphql/pacer';
import { type Caller, Pipeline, type PipelineParts } from '../../src/graphql/pipeline';
import { SpendingLimiter } from '../../src/limits/spending-limiter';

/** How often each field was resolved, in the test under way. */
let calls: Record<string, number>;
const counted = (name: string, value: () => unknown) => () => {
  calls[name] = (calls[name] ?? 0) + 1;
  return value();
};

function aSchema() {
  const schema = buildSchema(`
    type Query { word: String words: [String!]! broken: String away: String }
    type Mutation { act: Int! receipt: Receipt! payload: Payload! }
    type Payload { receipt: Receipt! item: Item }
    type Item { word: String! }
    type Receipt { sequence: Int! }
    type Subscription { word: String }
  `);
  const answers: Readonly<Record<string, () => unknown>> = {
    word: () => 'a word',
    words: () => Array.from({ length: 50 }, () => 'word'),
    act: () => 1,
    receipt: () => ({ sequence: 1 }),
    payload: () => ({ receipt: { sequence: 1 }, item: { word: 'a word' } }),
    away: () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    },
    broken: () => {
      throw new Error('a fault');
    },
  };
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {}))
      field.resolve = counted(field.name, answers[field.name] as () => unknown);
  return meterSchema(schema);
}
const schema = aSchema();

let codes: string[];
let charges: [string, number][];
let lanes: Lanes;
let entered: unknown[];
beforeEach(() => {
  [calls, codes, charges, entered] = [{}, [], [], []];
  lanes = new Lanes();
  const run = lanes.run.bind(lanes);
  lanes.run = (work, perform) => {
    entered.push(work);
    return run(work, perform);
  };
});

/** A limiter that writes down who was charged how much. */
class WatchedLimiter extends SpendingLimiter {
  override charge(payer: Parameters<SpendingLimiter['charge']>[0], units: number): void {
    charges.push([payer.sessionId ?? payer.address, units]);
    super.charge(payer, units);
  }
  override spend(payer: Parameters<SpendingLimiter['spend']>[0], units: number): number {
    charges.push([payer.sessionId ?? payer.address, units]);
    return super.spend(payer, units);
  }
}

/** New for each test; `ask` has what it sends read before, as if it had come before. */
let documents: Documents;
beforeEach(() => {
  documents = new Documents(schema, { maxDepth: 9, maxTokens: 999, maxAliases: 9, introspection: true });
});

function aPipeline(parts: Partial<PipelineParts> = {}): Pipeline {
  const rates = { burst: 1_000, perSecond: 1 };
  return new Pipeline({
    db: { reads: { manager: {} } } as never,
    services: {} as never,
    documents,
    executor: new Executor(schema, { compiled: false, hideSuggestions: false }),
    results: null,
    lanes,
    pacer: new Pacer(),
    spending: new WatchedLimiter({ perSession: rates, perAddress: rates }),
    limits: {
      maxCost: 1_000,
      publicAllowance: { units: 40, bytes: 10_000 },
      allowance: { units: 400, bytes: 10_000 },
      isListed: () => true,
    },
    operations: { done: ({ code }) => void codes.push(code) },
    report: () => undefined,
    ...parts,
  });
}

const delegate: Viewer = { ...publicViewer, role: Role.DELEGATE, sessionId: 'session', accountId: 'account' };
const carriesAll = { mutations: true, subscriptions: true };
const carriesQueries = { mutations: false, subscriptions: false };
const callerOf = (viewer: Viewer, carries = carriesAll): Caller => ({
  viewer: { ...viewer, expiresAt: null },
  connection: { address: '192.0.2.1', setSession: () => undefined, clearSession: () => undefined },
  requestId: 'test',
  transport: 'http',
  carries,
  startedAtMs: 0,
});
async function answer(pipeline: Pipeline, params: object, caller = callerOf(delegate)) {
  const prepared = await pipeline.prepare(params as never, caller);
  return 'body' in prepared ? prepared : pipeline.run(prepared);
}
const askAnew = (pipeline: Pipeline, query: string, caller = callerOf(delegate)) =>
  answer(pipeline, { query, variables: {}, operationName: null }, caller);
const ask = (pipeline: Pipeline, query: string, caller = callerOf(delegate)) => {
  documents.read(query);
  return askAnew(pipeline, query, caller);
};
const limitsOf = (limits: Partial<PipelineParts['limits']>): PipelineParts['limits'] => ({
  maxCost: 1_000,
  publicAllowance: { units: 40, bytes: 10_000 },
  allowance: { units: 400, bytes: 10_000 },
  isListed: () => true,
  ...limits,
});

describe('a pipeline', () => {
  it('answers, says what it cost, and puts it on record', async () => {
    const result = await ask(aPipeline(), '{ word }');
    expect(JSON.parse(result.body.text)).toEqual({
      data: { word: 'a word' },
      extensions: { cost: { asked: 1, used: 1 } },
    });
    // What is asked is known before the list is: what was used, its items with it, is not.
    const { extensions } = JSON.parse((await ask(aPipeline(), '{ words }')).body.text);
    expect(extensions.cost).toEqual({ asked: 1, used: 1 + 50 });
    expect(result).toMatchObject({ status: 200, isExecuted: true });
    expect(codes).toEqual(['OK', 'OK']);
  });

  it.each([
    ['a mutation', 'mutation { act }', 405, { allow: 'POST' }],
    ['a subscription', 'subscription { word }', 405, { allow: 'POST' }],
  ])('executes no %s where the exchange carries only queries, such as a GET', async (_, query, status, headers) => {
    const result = await ask(aPipeline(), query, callerOf(delegate, carriesQueries));
    expect(result).toMatchObject({ status, headers, code: 'BAD_REQUEST', isExecuted: false });
    expect(calls).toEqual({});
  });

  it('refuses a subscription where no stream can be sent', async () => {
    const caller = callerOf(delegate, { mutations: true, subscriptions: false });
    expect(await ask(aPipeline(), 'subscription { word }', caller)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(calls).toEqual({});
  });

  it('refuses what would cost too much before anything is executed', async () => {
    const result = await ask(aPipeline({ limits: limitsOf({ maxCost: 0 }) }), '{ word }');
    expect(result).toMatchObject({ status: 400, code: 'DOCUMENT_TOO_LARGE' });
    expect([calls, entered]).toEqual([{}, []]);
  });

  it('takes from the public the documents that are listed, its acts, and from others any', async () => {
    const pipeline = aPipeline({ limits: limitsOf({ isListed: (text) => text === '{ word }' }) });
    expect(await ask(pipeline, '{ words }', callerOf(publicViewer))).toMatchObject({ code: 'DOCUMENT_NOT_LISTED' });
    expect(calls).toEqual({});
    expect(await ask(pipeline, '{ word }', callerOf(publicViewer))).toMatchObject({ code: 'OK' });
    expect(await ask(pipeline, 'mutation { act }', callerOf(publicViewer))).toMatchObject({ code: 'OK' });
    expect(await ask(pipeline, '{ word a: word }')).toMatchObject({ code: 'OK' });
  });

  it('ends what uses more than its caller may, and refuses the same at once for a while', async () => {
    const pipeline = aPipeline();
    // 51 units: a field and fifty items.
    expect(await ask(pipeline, '{ words }', callerOf(publicViewer))).toMatchObject({ code: 'OVER_BUDGET' });
    expect(await ask(pipeline, '{ words }', callerOf(publicViewer))).toMatchObject({ code: 'OVER_BUDGET' });
    expect(calls).toEqual({ words: 1 });
    expect(await ask(pipeline, '{ words }')).toMatchObject({ code: 'OK' });
    expect(await ask(pipeline, '{ word }', callerOf(publicViewer))).toMatchObject({ code: 'OK' });
  });

  it('never ends an act for what it uses', async () => {
    const limits = limitsOf({ allowance: { units: 0, bytes: 0 } });
    const result = await ask(aPipeline({ limits }), 'mutation { receipt { sequence } }');
    expect(JSON.parse(result.body.text)).toMatchObject({ data: { receipt: { sequence: 1 } } });
    expect(calls).toEqual({ receipt: 1 });
    const both = await ask(aPipeline({ limits }), 'mutation { payload { receipt { sequence } item { word } } }');
    expect(JSON.parse(both.body.text)).toMatchObject({
      data: { payload: { receipt: { sequence: 1 }, item: null } },
      errors: [{ path: ['payload', 'item'], extensions: { code: 'OVER_BUDGET' } }],
    });
  });

  it('charges what an execution used, fifty for an act, and to the one who asked', async () => {
    const pipeline = aPipeline();
    const total = (who: string) => charges.reduce((sum, [payer, units]) => (payer === who ? sum + units : sum), 0);
    await ask(pipeline, '{ words }');
    expect(total('session')).toBe(1 + 51);
    await ask(pipeline, 'mutation { act }');
    expect(total('session')).toBe(1 + 51 + 50);
    await ask(pipeline, '{ word }', callerOf(publicViewer));
    expect([total('session'), total('192.0.2.1')]).toEqual([102, 2]);
    await ask(pipeline, 'mutation { payload { receipt { sequence } item { word } } }');
    expect(total('session')).toBe(102 + 50 + 1);
  });

  it('refuses who has used up what one may, says for how long, and lets others go on', async () => {
    const rate = { burst: 100, perSecond: 1 };
    const pipeline = aPipeline({ spending: new SpendingLimiter({ perSession: rate, perAddress: rate }) });
    for (let n = 0; n < 2; n += 1) await ask(pipeline, '{ words }');
    const result = await ask(pipeline, '{ words }');
    expect(result).toMatchObject({ status: 429, code: 'RATE_LIMITED', isExecuted: false });
    expect(Number(result.headers['retry-after'])).toBeGreaterThan(0);
    expect(await ask(pipeline, 'mutation { act }')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(calls).toEqual({ words: 2 });
    expect(await ask(pipeline, '{ word }', callerOf(publicViewer))).toMatchObject({ code: 'OK' });
  });

  it('lets reads wait for their lane, quick ones by what they used before, and acts for nothing', async () => {
    const pipeline = aPipeline();
    const noted = jest.spyOn(lanes, 'noteAct');
    await ask(pipeline, '{ word }');
    await ask(pipeline, '{ word }', callerOf(publicViewer));
    expect(entered).toEqual([
      { isQuick: false, isPublic: false },
      { isQuick: true, isPublic: true },
    ]);
    await ask(pipeline, 'mutation { act }');
    expect(entered).toHaveLength(2);
    expect(noted).toHaveBeenCalledTimes(1);
  });

  it('uses a result again for those who may share it, and charges one unit for it', async () => {
    const readVersion = async () => ({ total: '1', of: () => '1' });
    const pipeline = aPipeline({ results: new ResultCache({ readVersion, maxBytes: 1e6, maxAgeMs: 60_000 }) });
    const first = await ask(pipeline, '{ words }');
    charges.length = 0;
    expect((await ask(pipeline, '{ words }')).body).toBe(first.body);
    expect(charges).toEqual([['session', 1]]);
    await ask(pipeline, '{ words }', callerOf({ ...delegate, role: Role.CHAIR }));
    expect(calls).toEqual({ words: 2 });
    for (let n = 0; n < 2; n += 1) await ask(pipeline, 'mutation { act }');
    expect(calls).toEqual({ words: 2, act: 2 });
  });

  it('reads a text for the first time in a lane, for a charge by its length, and the second time at once', async () => {
    const rate = { burst: 1_000_000, perSecond: 1 };
    const pipeline = aPipeline({ spending: new WatchedLimiter({ perSession: rate, perAddress: rate }) });
    const charged = jest.spyOn(lanes, 'charge');
    const query = `{ word } # ${'x'.repeat(991)}`;
    expect(await askAnew(pipeline, query, callerOf(publicViewer))).toMatchObject({ code: 'OK' });
    expect(entered).toEqual([
      { isQuick: true, isPublic: true },
      { isQuick: false, isPublic: true },
    ]);
    const [[work, units = 0] = []] = charged.mock.calls;
    expect(work).toEqual({ isQuick: true, isPublic: true });
    expect(units).toBeGreaterThan(0);
    expect(charges[0]).toEqual(['192.0.2.1', units]);
    await askAnew(pipeline, query, callerOf(publicViewer));
    expect(entered).toHaveLength(3);
    // Twice as long costs twice as much.
    charges.length = 0;
    await askAnew(pipeline, `{ word } # ${'y'.repeat(1_993)}`, callerOf(publicViewer));
    expect(charges[0]).toEqual(['192.0.2.1', 2 * units]);
  });

  it('reads no new text of who has used up what one may', async () => {
    const rate = { burst: 100, perSecond: 1 };
    const pipeline = aPipeline({ spending: new SpendingLimiter({ perSession: rate, perAddress: rate }) });
    for (let n = 0; n < 2; n += 1) await ask(pipeline, '{ words }');
    const read = jest.spyOn(documents, 'read');
    expect(await askAnew(pipeline, '{ word }')).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(read).not.toHaveBeenCalled();
  });

  it('charges the lanes of public work with the units and bytes it used', async () => {
    const pipeline = aPipeline();
    const charged = jest.spyOn(lanes, 'charge');
    await ask(pipeline, '{ word }');
    expect(charged.mock.calls).toEqual([[{ isQuick: false, isPublic: false }, 1, 18]]);
  });

  it('makes a result of every fault, tells its own story to nobody, and reports it', async () => {
    const reported: unknown[] = [];
    const pipeline = aPipeline({ report: (error) => reported.push(error) });
    const result = await ask(pipeline, '{ broken }');
    expect(result).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(result.body.text).not.toContain('a fault');
    expect(reported).toMatchObject([{ message: 'a fault' }]);
    lanes.run = () => Promise.reject(new Refusal('BUSY'));
    expect(await ask(pipeline, '{ word }')).toMatchObject({
      status: 503,
      code: 'BUSY',
      headers: { 'retry-after': '1' },
    });
    expect(codes).toEqual(['INTERNAL_SERVER_ERROR', 'BUSY']);
  });

  it('answers with 503 where nothing came of it but that the database is away', async () => {
    const away = { status: 503, code: 'BUSY', headers: { 'retry-after': '1' } };
    expect(await ask(aPipeline(), '{ away }')).toMatchObject(away);
    expect(await ask(aPipeline(), '{ word away }')).toMatchObject({ status: 200, code: 'BUSY' });
  });

  it.each([
    ['{ word', null, 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', null, 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { word } query B { word }', null, 'OPERATION_RESOLUTION_FAILURE'],
    ['query A { word }', 'C', 'OPERATION_RESOLUTION_FAILURE'],
  ])('refuses what is no operation, on record: %s', async (query, operationName, code) => {
    const pipeline = aPipeline();
    const result = await answer(pipeline, { query, variables: {}, operationName });
    expect(result).toMatchObject({ status: 400, code, isExecuted: false });
    expect(codes).toEqual([code]);
    expect(calls).toEqual({});
  });
});
