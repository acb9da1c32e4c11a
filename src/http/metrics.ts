import { timingSafeEqual } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { fileLimit } from '../config/file-limit';
import { standingOf } from '../database/standing';
import { bucketsMs, latencyOf } from '../live/latency';
import { batchEnds, batchSizesOf } from '../log/batch-sizes';
import { positions } from '../log/read-since';
import { sha256 } from './conditional';
import { histogram, labelled, metric, type Sample } from './exposition';
import type { Services } from './services';

/** Longest an answer waits for the database, in milliseconds: Prometheus would take a late one for a server that is down. */
const patienceMs = 2_000;

/** What this process counts, in the text format of Prometheus. */
export class Metrics {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });

  constructor(private readonly services: Services) {
    this.delay.enable();
  }

  stop(): void {
    this.delay.disable();
  }

  /**
   * `/metrics`, for whoever asks on this machine itself, or shows METRICS_TOKEN. What a proxy passes on counts as coming
   * from elsewhere, and gets 404.
   * @param all with WORKERS: what each of them says, this one too, by their numbers. Whichever is asked answers for all,
   *   each with a label of its own, so that no counter seems to run backwards.
   */
  serve(app: FastifyInstance, all?: () => Promise<readonly (readonly [worker: number, text: string])[]>): void {
    app.get('/metrics', async (request, reply) => {
      if (!isLocal(request) && !shows(request, this.services.config.metricsToken)) {
        return reply.code(404).send({ status: 'not found' });
      }
      const text = all ? labelled('worker', await all()) : await this.read();
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
    });
  }

  async read(): Promise<string> {
    const { delay, services } = this;
    const lines = [
      ...ofProcess(),
      ...metric('nodejs_eventloop_delay_seconds', 'gauge', 'How late the event loop came, since the last scrape.', [
        ['{quantile="0.5"}', delay.percentile(50) / 1e9],
        ['{quantile="0.99"}', delay.percentile(99) / 1e9],
        ['{quantile="1"}', delay.max / 1e9],
      ]),
      ...ofOperations(services),
      ...ofLive(services),
      ...(await ofDatabase(services)),
    ];
    delay.reset();
    return `${lines.join('\n')}\n`;
  }
}

function ofProcess(): readonly string[] {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    ...metric('process_resident_memory_bytes', 'gauge', 'Memory of this process.', [['', rss]]),
    ...metric('process_cpu_seconds_total', 'counter', 'CPU used by this process.', [['', (user + system) / 1e6]]),
    ...metric('process_uptime_seconds', 'gauge', 'Since this process started.', [['', process.uptime()]]),
    ...metric('process_open_fds', 'gauge', 'Open files and sockets; Linux only.', openFiles()),
    ...metric('process_max_fds', 'gauge', 'How many there may be; Linux only.', mostFiles()),
    ...metric('nodejs_heap_used_bytes', 'gauge', 'Heap in use.', [['', heapUsed]]),
    ...metric('nodejs_heap_total_bytes', 'gauge', 'Heap taken.', [['', heapTotal]]),
    ...metric('nodejs_external_memory_bytes', 'gauge', 'Memory of buffers.', [['', external]]),
  ];
}

function openFiles(): readonly Sample[] {
  try {
    return [['', readdirSync('/proc/self/fd').length]];
  } catch {
    return [];
  }
}

function mostFiles(): readonly Sample[] {
  const most = fileLimit();
  return most === null ? [] : [['', most]];
}

function ofOperations({ operations, db }: Services): readonly string[] {
  const counted = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([labels, count]): Sample => [`{${labels}}`, count]);
  const durations = [...operations.durations].flatMap(([kind, tallied]) => histogram(`kind="${kind}"`, tallied));
  return [
    ...metric('giaouoc_operations_total', 'counter', 'Operations done, by kind and code.', counted(operations.counts)),
    ...metric('giaouoc_acts_total', 'counter', 'Mutations done, by field and code.', counted(operations.acts)),
    ...metric('giaouoc_operation_seconds', 'histogram', 'From the request to its answer.', durations),
    ...metric(
      'giaouoc_ballot_batch_size',
      'histogram',
      'Ballots written together in one transaction; the sum is all ballots, refused ones too.',
      histogram('', { ends: batchEnds, ...batchSizesOf(db) }),
    ),
  ];
}

function ofLive({ db, hub, connections, results, doorbell }: Services): readonly string[] {
  const delays = [...latencyOf(db).all()].flatMap(([stream, { counts, sumMs }]) =>
    histogram(`conference="${stream}"`, { ends: bucketsMs, counts, sum: sumMs }),
  );
  return [
    ...metric('giaouoc_connections', 'gauge', 'Open sockets and event streams.', [['', connections.size]]),
    ...metric('giaouoc_subscribers', 'gauge', 'Subscriptions open.', [['', hub.subscribers]]),
    ...metric('giaouoc_live_groups', 'gauge', 'Groups of equal subscriptions.', [['', hub.size]]),
    ...metric('giaouoc_live_executions_total', 'counter', 'Executions for groups.', [['', hub.executions]]),
    ...metric(
      'giaouoc_live_latency_ms',
      'histogram',
      'From the time of an entry in the log to its hand-over to the sockets of a group.',
      delays,
    ),
    ...metric('giaouoc_result_cache_hits_total', 'counter', 'Queries answered from memory.', [
      ['', results?.hits ?? 0],
    ]),
    ...metric('giaouoc_result_cache_bytes', 'gauge', 'Memory for answers.', [['', results?.size ?? 0]]),
    ...metric('giaouoc_doorbell_up', 'gauge', 'Whether this node hears when a log grows.', [
      ['', Number(doorbell.isUp)],
    ]),
  ];
}

async function ofDatabase({ db, follower }: Services): Promise<readonly string[]> {
  // First, because what it finds is how the database was last found.
  const log = await Promise.race([ofLog(db, follower.positions()), nothingAfter(patienceMs)]);
  const { state } = standingOf(db);
  const { totalCount, idleCount, waitingCount } = (db.driver as unknown as { master: Pool }).master;
  return [
    ...metric('giaouoc_database_state', 'gauge', '1 for how the database was last found.', [
      ['{state="ready"}', Number(state === 'ready')],
      ['{state="read_only"}', Number(state === 'readOnly')],
      ['{state="away"}', Number(state === 'away')],
    ]),
    ...metric('giaouoc_pool_connections', 'gauge', 'Connections of the pool.', [
      ['{state="busy"}', totalCount - idleCount],
      ['{state="idle"}', idleCount],
    ]),
    ...metric('giaouoc_pool_waiting', 'gauge', 'Requests that wait for a connection.', [['', waitingCount]]),
    ...log,
  ];
}

/** Nothing while the database does not answer. */
async function ofLog(db: DataSource, followed: ReadonlyMap<string, number>): Promise<readonly string[]> {
  try {
    const [row] = await db.query<{ entries: string }[]>('select coalesce(sum(sequence), 0) as entries from log_head');
    const heads = followed.size > 0 ? await positions(db, [...followed.keys()]) : new Map<string, number>();
    const lags = [...followed].map(([stream, position]) => Math.max(0, (heads.get(stream) ?? 0) - position));
    return [
      ...metric('giaouoc_log_entries', 'gauge', 'Entries of all logs.', [['', Number(row?.entries ?? 0)]]),
      ...metric('giaouoc_logs_followed', 'gauge', 'Logs this node follows.', [['', followed.size]]),
      ...metric('giaouoc_log_lag_entries', 'gauge', 'How far this node is behind the log it is furthest behind.', [
        ['', Math.max(0, ...lags)],
      ]),
    ];
  } catch (error) {
    standingOf(db).failed(error);
    return [];
  }
}

function nothingAfter(ms: number): Promise<readonly string[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), ms).unref());
}

function isLocal({ ip, headers }: FastifyRequest): boolean {
  const passedOn = headers.forwarded ?? headers['x-forwarded-for'] ?? headers.via;
  return passedOn === undefined && /^(127\.|::1$|::ffff:127\.)/.test(ip);
}

function shows({ headers }: FastifyRequest, token: string | null): boolean {
  if (token === null) return false;
  // Of equal length whatever was sent, and compared in a time that tells nothing.
  return timingSafeEqual(Buffer.from(sha256(headers.authorization ?? '')), Buffer.from(sha256(`Bearer ${token}`)));
}
