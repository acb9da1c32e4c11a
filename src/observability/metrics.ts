import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Config } from '../config/config';
import type { Database } from '../database/database';
import type { ResultCache } from '../graphql/cache/result-cache';
import type { Lanes } from '../graphql/lanes';
import type { Notifier } from '../log/notify/notification';
import { positions } from '../log/read-since';
import type { LogTailer } from '../log/tailer';
import type { SubscriptionBroker } from '../subscriptions/broker';
import { counter, gauge, gaugeBy } from './instruments';
import { measureProcess } from './process-metrics';
import { type MetricsJson, textOfWorkers, type WorkerMetrics } from './worker-metrics';

/** Longest an answer waits for the database, in milliseconds: Prometheus would take a late one for a server that is down. */
const patienceMs = 2_000;

/** What is read for metrics when somebody asks for them. Whoever counts for itself has the registry. */
export interface MetricSources {
  readonly registry: Registry;
  readonly config: Pick<Config, 'metricsToken'>;
  readonly db: Database;
  readonly tailer: Pick<LogTailer, 'positions'>;
  readonly broker: Pick<SubscriptionBroker, 'subscribers' | 'size' | 'executions'>;
  /** Open sockets and event streams. */
  readonly connections: { readonly size: number };
  readonly results: Pick<ResultCache, 'hits' | 'size'> | null;
  readonly notifier: Pick<Notifier, 'isUp'>;
  readonly lanes: Pick<Lanes, 'load'>;
  /** Entries that wait for receivers of webhooks, for those that are sent to and those that are paused. */
  readonly sender: { backlog(): Promise<{ readonly sending: number; readonly paused: number }> };
}

/** What this app counts and finds, in the words of Prometheus. One for each app, over a registry of its own. */
export class Metrics {
  /** Stops what measures. */
  readonly stop: () => void;
  private readonly readDatabase: () => Promise<void>;

  constructor(private readonly sources: MetricSources) {
    const { registry } = sources;
    this.stop = measureProcess(registry);
    measureLive(sources);
    measureLanes(sources);
    measureDatabase(sources);
    const readers = [measureLog(sources), measureBacklog(sources)];
    this.readDatabase = async () => void (await Promise.all(readers.map((read) => read())));
  }

  /**
   * `/metrics`, for whoever asks on this machine itself, or shows METRICS_TOKEN. What a proxy passes on counts as coming
   * from elsewhere, and gets 404.
   * @param all with WORKERS: what each of them says, this one too, by their numbers. Whichever is asked answers for all,
   *   each with a label of its own, so that no counter seems to run backwards.
   */
  serve(app: FastifyInstance, all?: () => Promise<WorkerMetrics>): void {
    const { registry, config } = this.sources;
    app.get('/metrics', async (request, reply) => {
      if (!isLocal(request) && !shows(request, config.metricsToken)) {
        return reply.code(404).send({ status: 'not found' });
      }
      const text = all ? await textOfWorkers(await all()) : await this.read();
      return reply.type(registry.contentType).send(text);
    });
  }

  /** In the text format of Prometheus. */
  async read(): Promise<string> {
    await this.readDatabase();
    return this.sources.registry.metrics();
  }

  /** For whoever puts those of several workers together. */
  async readJson(): Promise<MetricsJson> {
    await this.readDatabase();
    return this.sources.registry.getMetricsAsJSON();
  }
}

function measureLive({ registry, broker, connections, results, notifier }: MetricSources): void {
  gauge(registry, 'giaouoc_connections', 'Open sockets and event streams.', () => connections.size);
  gauge(registry, 'giaouoc_subscribers', 'Subscriptions open.', () => broker.subscribers);
  gauge(registry, 'giaouoc_live_groups', 'Groups of equal subscriptions.', () => broker.size);
  counter(registry, 'giaouoc_live_executions_total', 'Executions for groups.', () => broker.executions);
  counter(registry, 'giaouoc_result_cache_hits_total', 'Queries answered from memory.', () => results?.hits ?? 0);
  gauge(registry, 'giaouoc_result_cache_bytes', 'Memory for answers.', () => results?.size ?? 0);
  const up = 'Whether this node hears when a log grows.';
  gauge(registry, 'giaouoc_notifier_up', up, () => Number(notifier.isUp));
}

function measureLanes({ registry, lanes }: MetricSources): void {
  const waiting = 'Queries and live groups that wait for their turn.';
  gaugeBy(registry, 'lane', 'giaouoc_lane_waiting', waiting, () => lanes.load.waiting);
  const running = 'Queries and live groups under way.';
  gaugeBy(registry, 'lane', 'giaouoc_lane_running', running, () => lanes.load.running);
  const debt =
    'Time of the event loop that public work has used beyond its share; it pauses for it while acts are done.';
  gauge(registry, 'giaouoc_lane_public_debt_seconds', debt, () => lanes.load.publicDebtMs / 1_000);
}

function measureDatabase({ registry, db }: MetricSources): void {
  gaugeBy(registry, 'state', 'giaouoc_database_state', '1 for how the database was last found.', () => ({
    ready: Number(db.health.state === 'ready'),
    read_only: Number(db.health.state === 'readOnly'),
    away: Number(db.health.state === 'away'),
  }));
  new Gauge({
    name: 'giaouoc_pool_connections',
    help: 'Connections of the pools: one of acts, one of reads.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount }] of poolsOf(db)) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
      }
    },
  });
  gaugeBy(registry, 'pool', 'giaouoc_pool_waiting', 'Requests that wait for a connection of the pool.', () =>
    Object.fromEntries(poolsOf(db).map(([name, { waitingCount }]) => [name, waitingCount])),
  );
}

/** The pools by their names; one only where reads have none of their own. */
function poolsOf(db: Database): readonly (readonly [name: 'acts' | 'reads', pool: Pool])[] {
  const poolOf = ({ driver }: Pick<Database, 'driver'>) => (driver as unknown as { master: Pool }).master;
  const acts = ['acts', poolOf(db)] as const;
  return db.reads === db ? [acts] : [acts, ['reads', poolOf(db.reads)]];
}

/** The logs as the database knows them; without values while it does not answer. @returns reads them */
function measureLog({ registry, db, tailer }: MetricSources): () => Promise<void> {
  let found: LogState | null = null;
  const of = (key: keyof LogState) => () => found?.[key] ?? null;
  gauge(registry, 'giaouoc_log_entries', 'Entries of all logs.', of('entries'));
  gauge(registry, 'giaouoc_logs_followed', 'Logs this node follows.', of('followed'));
  const lag = 'How far this node is behind the log it is furthest behind.';
  gauge(registry, 'giaouoc_log_lag_entries', lag, of('lag'));
  return async () => {
    found = await Promise.race([readLogState(db, tailer.positions()), nothingAfter(patienceMs)]);
  };
}

/** What waits for receivers; what was found last while the database does not answer. @returns reads it */
function measureBacklog({ registry, db, sender }: MetricSources): () => Promise<void> {
  let found: Readonly<Record<string, number>> | null = null;
  const help = 'Entries that receivers have not taken yet, of those that are sent to and those that are paused.';
  gaugeBy(registry, 'state', 'giaouoc_webhook_backlog_entries', help, () => found ?? {});
  const read = async () => {
    try {
      return await sender.backlog();
    } catch (error) {
      db.health.failed(error);
      return null;
    }
  };
  return async () => {
    found = (await Promise.race([read(), nothingAfter(patienceMs)])) ?? found;
  };
}

interface LogState {
  readonly entries: number;
  readonly followed: number;
  readonly lag: number;
}

/** Null while the database does not answer. */
async function readLogState(db: Database, followed: ReadonlyMap<string, number>): Promise<LogState | null> {
  try {
    const [row] = await db.reads.query<{ entries: string }[]>(
      'select coalesce(sum(sequence), 0) as entries from log_head',
    );
    const heads = followed.size > 0 ? await positions(db.reads, [...followed.keys()]) : new Map<string, number>();
    const lags = [...followed].map(([stream, position]) => Math.max(0, (heads.get(stream) ?? 0) - position));
    return { entries: Number(row?.entries ?? 0), followed: followed.size, lag: Math.max(0, ...lags) };
  } catch (error) {
    db.health.failed(error);
    return null;
  }
}

function nothingAfter(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref());
}

function isLocal({ ip, headers }: FastifyRequest): boolean {
  const passedOn = headers.forwarded ?? headers['x-forwarded-for'] ?? headers.via;
  return passedOn === undefined && /^(127\.|::1$|::ffff:127\.)/.test(ip);
}

function shows({ headers }: FastifyRequest, token: string | null): boolean {
  if (token === null) return false;
  // Of equal length whatever was sent, and compared in a time that tells nothing.
  return timingSafeEqual(sha256(headers.authorization ?? ''), sha256(`Bearer ${token}`));
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
