import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { type Allowance, unlimited } from '../../src/graphql/budget';
import { serverItself } from '../../src/graphql/context';
import { Documents } from '../../src/graphql/documents';
import { Executor } from '../../src/graphql/execute';
import { Lanes } from '../../src/graphql/lanes';
import { Pacer } from '../../src/graphql/pacer';
import { type Caller, Pipeline } from '../../src/graphql/pipeline';
import { SpendingLimiter } from '../../src/limits/spending-limiter';
import type { LogTailer } from '../../src/log/tailer';
import { SubscriptionBroker } from '../../src/subscriptions/broker';
import { FollowedStates } from '../../src/subscriptions/followed-states';
import { servicesOf } from './context';

/** A caller on a socket. */
export function aCallerOf(viewer: Viewer): Caller {
  return {
    viewer: { ...viewer, expiresAt: null },
    connection: serverItself,
    requestId: randomUUID(),
    transport: 'socket',
    carries: { mutations: true, subscriptions: true },
    startedAtMs: performance.now(),
  };
}

interface Given {
  readonly tailer: LogTailer;
  readonly stallMs: number;
  readonly report: (error: unknown) => void;
  /** What one execution of the public may use; without a limit unless given. */
  readonly publicAllowance?: Allowance;
  /** The usual ones unless given. */
  readonly lanes?: Lanes;
  /** Groups the public may open; 100 unless given. */
  readonly maxPublicGroups?: number;
}

/** A pipeline and a broker without a server, with wide limits and no cache. */
export function aPipeline(db: Database, schema: GraphQLSchema, { tailer, stallMs, report, ...given }: Given) {
  const { publicAllowance = unlimited, maxPublicGroups = 100 } = given;
  const shared = {
    db,
    schema,
    report,
    documents: new Documents(schema, { maxDepth: 20, maxTokens: 5_000, maxAliases: 100, introspection: true }),
    executor: new Executor(schema, { compiled: false, hideSuggestions: false }),
    lanes: given.lanes ?? new Lanes(),
    pacer: new Pacer(),
  };
  const much = { perSecond: 1e9, burst: 1e9 };
  const pipeline = new Pipeline({
    ...shared,
    services: servicesOf(db),
    results: null,
    spending: new SpendingLimiter({ perSession: much, perAddress: much }),
    limits: { maxCost: 1e9, publicAllowance, allowance: unlimited, isListed: () => true },
    operations: { done: () => undefined },
  });
  const groups = { maxGroups: 100, maxPublicGroups, coalesceMs: 0, bufferBytes: 65_536 };
  const broker = new SubscriptionBroker({
    ...shared,
    ...groups,
    pipeline,
    tailer,
    stallMs,
    onServed: () => undefined,
    followed: new FollowedStates(),
  });
  return { pipeline, broker, lanes: shared.lanes };
}
