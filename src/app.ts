import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { DataSource } from 'typeorm';
import { limitSignIns, usualLimits } from './auth/tries';
import type { Config } from './config/config';
import { faultKind } from './database/faults';
import { listenFault } from './errors/listen-fault';
import { Admission } from './http/admission';
import { warnBehindProxy } from './http/behind-proxy';
import { hideSchemaPages } from './http/closed-schema';
import { Connections } from './http/connections';
import { allowOrigins } from './http/cors';
import { limitDials } from './http/dials';
import { faultRecord } from './http/fault-record';
import { answerFaults } from './http/faults';
import { serveGraphql } from './http/graphql';
import { serveHealth } from './http/health';
import { Metrics } from './http/metrics';
import { Operations } from './http/operations';
import { servePages } from './http/pages';
import { serveSnapshots } from './http/snapshot';
import { EventStreams } from './http/sse';
import { tracesTo } from './http/traces';
import { serveWebsocket } from './http/websocket';
import { hangDoorbell } from './live/doorbell';
import { Follower } from './live/follower';
import { Hub } from './live/hub';
import { latencyOf } from './live/latency';
import { onlineOf } from './live/online';
import { maxAgeMs, ResultCache } from './live/result-cache';
import { LogVersion } from './log/log-version';
import { openDatabase, prepareDatabase } from './prepare';
import { rehearsalsOf } from './rehearsal/rehearsals';
import { Executor } from './request/compiled';
import { makeContext } from './request/context';
import { Costs } from './request/costs';
import { Documents } from './request/documents';
import { formatError } from './request/format-error';
import { makeSchema } from './schema';

export interface App {
  /** Address to open, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly db: DataSource;
  readonly hub: Hub;
  /** Open sockets and event streams. */
  readonly connections: Connections;
  /** Answers given again; null when RESULT_CACHE_BYTES is 0. */
  readonly results: ResultCache | null;
  /** The metrics of this process, in the text format of Prometheus. */
  metrics(): Promise<string>;
  /** Stops taking requests, finishes those in flight, closes sockets so that clients reconnect, stops the database it started. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** Told of each step of a start, one line each. */
  readonly say?: (line: string) => void;
  /** True: this is one of WORKERS, and its primary has prepared the database in DATABASE_URL. */
  readonly prepared?: boolean;
  /** Those of all WORKERS, this one's too, by their numbers; where there is but one process, it answers alone. */
  readonly allMetrics?: () => Promise<readonly (readonly [worker: number, text: string])[]>;
}

/** Bytes of a log that may wait in one connection; of a state never more than one message waits. */
const socketBufferBytes = 65_536;
/** How long a connection may hold something back before it is cut, in milliseconds. */
const socketStallMs = 30_000;
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
export async function startApp(
  config: Config,
  { say = () => undefined, prepared = false, allMetrics }: AppOptions = {},
): Promise<App> {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await start(config, { say, prepared, allMetrics }, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  config: Config,
  { say, prepared, allMetrics }: Required<Omit<AppOptions, 'allMetrics'>> & { allMetrics: AppOptions['allMetrics'] },
  closers: (() => Promise<unknown> | unknown)[],
  close: () => Promise<void>,
): Promise<App> {
  const schema = makeSchema();
  const http = Fastify({
    logger: {
      level: config.logLevel,
      serializers: { err: (error: unknown) => ({ ...faultRecord(error) }) },
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
    forceCloseConnections: true,
    genReqId: () => crypto.randomUUID(),
  });
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
  // Each worker counts by itself, and nobody may try more often because there are many.
  const share = (perMinute: number) => Math.ceil(perMinute / (prepared ? config.workers : 1));
  limitSignIns(db, {
    perBadge: share(usualLimits.perBadge),
    perAddress: share(config.signInTriesPerMinute),
    overall: share(5 * config.signInTriesPerMinute),
  });

  const follower = new Follower(db, { staleMs: config.staleMs, report });
  closers.push(() => follower.close());
  const doorbell = hangDoorbell({
    databaseUrl: url,
    redisUrl: config.redisUrl,
    db,
    ring: (stream, sequence) => follower.ring(stream, sequence),
    warn: (line) => http.log.warn(line),
  });
  closers.push(() => doorbell.close());
  const latency = latencyOf(db);
  await latency.start(report);
  closers.push(() => latency.stop());
  const hub = new Hub({
    schema,
    db,
    follower,
    coalesceMs: config.coalesceMs,
    bufferBytes: socketBufferBytes,
    stallMs: socketStallMs,
    maxGroups: config.liveGroups,
    maxPublicGroups: config.publicLiveGroups,
    report,
    onServed: (stream, at) => latency.served(stream, at),
    contextAt: (like, at) => makeContext({ ...like, ...at }),
    present: ({ errors, ...result }, { requestId }) =>
      errors ? { ...result, errors: errors.map((error) => formatError(error, requestId, report)) } : result,
  });

  const logVersion = new LogVersion(db);
  const { resultCacheBytes: maxBytes } = config;
  const results = maxBytes > 0 ? new ResultCache({ readVersion: () => logVersion.read(), maxBytes, maxAgeMs }) : null;
  const connections = new Connections(config.socketsPerSession, onlineOf(db));
  closers.push(await connections.follow(follower));
  const traces = config.tracesUrl === null ? null : await tracesTo(config.tracesUrl);
  if (traces) closers.push(() => traces.close());
  const operations = new Operations(http.log, traces);
  operations.watch(http);
  const services = {
    config,
    doorbell,
    operations,
    schema,
    db,
    follower,
    hub,
    logVersion,
    results,
    connections,
    admission: new Admission(config),
    origins: config.publicUrl === null ? config.origins : [config.publicUrl, ...config.origins],
    documents: new Documents(schema, config),
    costs: new Costs(schema, config),
    executor: new Executor(schema, { compiled: config.jit, hideSuggestions: !config.introspection }),
    report,
  };
  http.server.maxConnections = config.maxConnections + spareConnections;
  const perAddress = config.connectionsPerAddress + spareConnections;
  limitDials(http.server as Server, { perAddress, proxies: config.proxies });
  closers.push(() => http.close());
  answerFaults(http);
  if (!config.production) warnBehindProxy(http);
  allowOrigins(http, config.origins);
  serveHealth(http, db);
  const metrics = new Metrics(services);
  closers.push(() => metrics.stop());
  if (config.metrics) metrics.serve(http, allMetrics);
  if (!config.introspection) hideSchemaPages(http);
  servePages(http, config.publicUrl);
  serveSnapshots(http, services);
  const streams = new EventStreams(services);
  streams.serve(http);
  const stopGraphql = await serveGraphql(http, services, streams);
  const stopWebsocket = await serveWebsocket(http.server as Server, services);
  closers.push(stopGraphql, () => Promise.all([stopWebsocket(), streams.stop()]));
  await listen(http, config);
  const rehearsals = rehearsalsOf(db);
  rehearsals.playAt(loopbackOf(http, config), report);
  closers.push(() => rehearsals.stop());
  return { url: addressOf(http, config), db, hub, connections, results, metrics: () => metrics.read(), close };
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
