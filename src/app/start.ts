import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { readEmblem } from '../bloc/read-emblem';
import { PaperClock } from '../conference/paper-clock';
import type { Config } from '../config/config';
import type { Database } from '../database/database';
import { faultKind } from '../database/faults';
import { listenFault } from '../errors/listen-fault';
import type { ResultCache } from '../graphql/cache/result-cache';
import { formatError } from '../graphql/format-error';
import { limitTcpConnections } from '../limits/tcp-connections';
import { serializeError } from '../observability/error-serializer';
import { serveHealth } from '../observability/health';
import { Metrics } from '../observability/metrics';
import { tracesTo } from '../observability/traces';
import type { MetricsJson, WorkerMetrics } from '../observability/worker-metrics';
import { PollClock } from '../poll/poll-clock';
import { sweepKeys } from '../poll/seal/sweep-keys';
import { makeSchema } from '../schema';
import type { SubscriptionBroker } from '../subscriptions/broker';
import type { Connections } from '../transport/connections';
import { serveEmblems } from '../transport/emblems';
import { allowOrigins } from '../transport/http/cors';
import { answerBadAddress, handleErrors } from '../transport/http/error-handler';
import { serveGraphql } from '../transport/http/graphql';
import { hideSchemaPages } from '../transport/http/hide-schema';
import { keepPrivate } from '../transport/http/keep-private';
import { Methods } from '../transport/http/methods';
import { serveOidc } from '../transport/http/oidc';
import { servePages } from '../transport/http/pages';
import { sayHowKept } from '../transport/http/say-how-kept';
import { warnBehindProxy } from '../transport/http/warn-behind-proxy';
import { serveSnapshots } from '../transport/snapshot';
import { EventStreams } from '../transport/sse/streams';
import { serveWebsocket } from '../transport/websocket/websocket';
import { openDatabase, prepareDatabase } from './prepare-database';
import { type AppServices, makeServices, type Without } from './services';

export interface App {
  /** Address to open, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly db: Database;
  readonly services: AppServices;
  readonly broker: SubscriptionBroker;
  /** Open sockets and event streams. */
  readonly connections: Connections;
  /** Answers given again; null when RESULT_CACHE_BYTES is 0. */
  readonly results: ResultCache | null;
  /** The metrics of this app, for whoever puts those of several workers together. */
  metrics(): Promise<MetricsJson>;
  /** Stops taking requests, finishes those in flight, closes sockets so that clients reconnect, stops the database it started. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** Told of each step of a start, one line each. */
  readonly say?: (line: string) => void;
  /** True: this is one of WORKERS, and its primary has prepared the database in DATABASE_URL. */
  readonly prepared?: boolean;
  /** Protections left out, so that tests can be seen to fail without them. Never set by a command. */
  readonly without?: Without;
  /** Those of all WORKERS, this one's too, by their numbers; where there is but one process, it answers alone. */
  readonly allMetrics?: () => Promise<WorkerMetrics>;
}

type Closers = (() => Promise<unknown> | unknown)[];

/** Longest time the head of a request may take, in milliseconds. */
const headersMs = 10_000;
/** A connection on which nothing has gone either way for so long is closed; streams and sockets have beats. */
const silentMs = 60_000;
/** Connections taken for requests beside the sockets and event streams, in all and of one address. */
const spareConnections = 1_000;

/**
 * Starts everything in order: database, tables, shipped conferences, live, HTTP. What fails undoes what had started.
 * @throws OperatorError where the operator can cure it
 */
export async function startApp(config: Config, options: AppOptions = {}): Promise<App> {
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const http = makeHttp(config);
    const services = await startServices(http, config, options, closers);
    const metrics = await serve(http, services, options, closers);
    const { db, broker, connections, results } = services;
    return {
      url: addressOf(http, config),
      db,
      services,
      broker,
      connections,
      results,
      metrics: () => metrics.readJson(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeHttp(config: Config): FastifyInstance {
  return Fastify({
    logger: {
      level: config.logLevel,
      serializers: { err: (error: unknown) => ({ ...serializeError(error) }) },
      stream: process.stderr,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    connectionTimeout: silentMs,
    http: {
      headersTimeout: Math.min(config.requestTimeoutMs, headersMs),
      // Node looks for late requests every 30 s unless told otherwise.
      connectionsCheckingInterval: 1_000,
    },
    trustProxy: config.proxies.length > 0 ? [...config.proxies] : false,
    // There is no pipeline yet to format it; what is refused here is no fault to report.
    frameworkErrors: answerBadAddress((errors, id) => errors.map((error) => formatError(error, id, () => undefined))),
    forceCloseConnections: true,
    genReqId: () => crypto.randomUUID(),
  }) as unknown as FastifyInstance;
}

/** The database, and everything that exists once. */
async function startServices(
  http: FastifyInstance,
  config: Config,
  { say = () => undefined, prepared = false, without = {} }: AppOptions,
  closers: Closers,
): Promise<AppServices> {
  const report = (error: unknown, requestId?: string) => {
    const kind = faultKind(error);
    if (!kind) http.log.error({ err: error, requestId }, 'fault');
    // Known and passing, and told by /readyz: a line and no stack, since there may be very many.
    else http.log.warn({ kind, said: (error as Error).message, requestId }, 'the database fails');
  };
  const { url, db } =
    prepared && config.databaseUrl !== null
      ? await openDatabase(config.databaseUrl, config, { say, closers })
      : await prepareDatabase(config, { say, closers });
  const traces = config.tracesUrl === null ? null : await tracesTo(config.tracesUrl);
  if (traces) closers.push(() => traces.close());
  const workers = prepared ? config.workers : 1;
  const services = makeServices({
    config,
    db,
    databaseUrl: url,
    schema: makeSchema(),
    log: http.log,
    report,
    traces,
    workers,
    without,
  });
  const { tailer, notifier, deliveryLatency, lastUse, connections, sender, checkpoints, pollSubjects, ballotKeys } =
    services;
  closers.push(() => tailer.close());
  closers.push(() => notifier.close());
  sender.start();
  closers.push(() => sender.close());
  checkpoints.start();
  closers.push(() => checkpoints.close());
  const pollClock = new PollClock({ db, subjects: pollSubjects, keys: ballotKeys, report });
  pollClock.start();
  closers.push(() => pollClock.close());
  closers.push(sweepKeys(db, ballotKeys, report));
  const paperClock = new PaperClock({ db, report });
  paperClock.start();
  closers.push(() => paperClock.close());
  await deliveryLatency.start(report);
  closers.push(() => deliveryLatency.stop());
  lastUse.start(report);
  closers.push(() => lastUse.stop());
  closers.push(await connections.follow(tailer));
  return services;
}

/** Everything that is reached over HTTP, up to the moment it listens. */
async function serve(
  http: FastifyInstance,
  services: AppServices,
  { allMetrics }: AppOptions,
  closers: Closers,
): Promise<Metrics> {
  const { config, db, report, operations, rehearsals } = services;
  operations.watch(http);
  http.server.maxConnections = config.maxConnections + spareConnections;
  const perAddress = config.connectionsPerAddress + spareConnections;
  limitTcpConnections(http.server as Server, { perAddress, proxies: config.proxies });
  closers.push(() => http.close());
  handleErrors(http, services.pipeline, new Methods(http));
  sayHowKept(http);
  if (!config.production) warnBehindProxy(http);
  keepPrivate(http);
  allowOrigins(http, config.origins);
  serveHealth(http, db);
  const metrics = new Metrics(services);
  closers.push(() => metrics.stop());
  if (config.metrics) metrics.serve(http, allMetrics);
  if (!config.introspection) hideSchemaPages(http);
  servePages(http, { publicUrl: config.publicUrl, oidc: services.oidc !== null });
  serveOidc(http, services);
  serveSnapshots(http, services.snapshots);
  serveEmblems(http, (sha256) => readEmblem(db.reads.manager, sha256));
  const streams = new EventStreams(services);
  streams.serve(http);
  const stopGraphql = await serveGraphql(http, services, streams);
  const stopWebsocket = serveWebsocket(http.server as Server, services);
  closers.push(stopGraphql, () => Promise.all([stopWebsocket(), streams.stop()]));
  await listen(http, config);
  rehearsals.playAt(loopbackOf(http, config), report);
  closers.push(() => rehearsals.stop());
  return metrics;
}

async function listen(http: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    throw listenFault(error, { host, port });
  }
}

/** Where the players of a rehearsal reach this process, whatever stands in front of it. */
function loopbackOf(http: FastifyInstance, { host }: Config): string {
  const { port } = http.server.address() as AddressInfo;
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

function addressOf(http: FastifyInstance, { host }: Config): string {
  const { port } = http.server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
}
