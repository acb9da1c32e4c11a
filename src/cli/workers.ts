import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { extname, join } from 'node:path';
import { prepareDatabase } from '../app/prepare-database';
import type { Config } from '../config/config';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { isMetricsWord, MetricsAggregator, type MetricsWord } from './worker-metrics';

/** What a worker tells its primary: where it serves, or why it does not; and of metrics. */
export type WorkerWord = { readonly url: string } | { readonly failed: string } | MetricsWord;

/** A server of several processes. */
export interface Workforce {
  readonly url: string;
  readonly db: Database;
  close(): Promise<void>;
}

/** Longest the primary waits for workers that close, in milliseconds; they are ended then. */
const closeMs = 20_000;
/** Deaths older than this, in milliseconds, are forgotten. */
const memoryMs = 60_000;
/** Longest pause before a dead worker is replaced, in milliseconds. */
const longestPauseMs = 30_000;

/**
 * Starts the database and prepares it, then as many workers as WORKERS says on one port, each a node of its own.
 * A worker that dies is replaced: at once, and after ever longer pauses when more die in a minute than there are.
 * Workers end with this process, however it ends.
 * @throws OperatorError where the operator can cure it
 */
export async function startWorkers(config: Config, say: (line: string) => void): Promise<Workforce> {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { url: databaseUrl, db } = await prepareDatabase(config, { say, closers });
    // All must ask for the same port, also those that come when no other is left to share it with.
    const port = config.port || (await freePort(config.host));
    const env = { DATABASE_URL: databaseUrl, PORT: String(port), WORKERS: String(config.workers) };
    const pool = new WorkerPool(config.workers, env, say);
    closers.push(() => pool.close());
    return { url: await pool.start(), db, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface RunningWorker {
  readonly url: string;
  readonly pid: number;
}

class WorkerPool {
  private closing = false;
  private readonly pauses = new Set<NodeJS.Timeout>();
  /** Times of the deaths not yet forgotten, by the monotonic clock. */
  private deaths: number[] = [];
  private readonly metrics = new MetricsAggregator(runningWorkers);

  constructor(
    private readonly count: number,
    private readonly env: Record<string, string>,
    private readonly say: (line: string) => void,
  ) {}

  /** Starts all; they serve at the address returned. @throws OperatorError when one cannot */
  async start(): Promise<string> {
    cluster.setupPrimary({ exec: join(__dirname, `worker${extname(__filename)}`), args: [] });
    const running = await Promise.all(Array.from({ length: this.count }, () => this.spawn()));
    this.say(`${this.count} workers serve: processes ${running.map(({ pid }) => pid).join(', ')}`);
    return (running[0] as RunningWorker).url;
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const pause of this.pauses) clearTimeout(pause);
    await Promise.all(runningWorkers().map((worker) => stop(worker)));
  }

  /** A worker that serves; it is replaced when it dies. @throws OperatorError when it dies before it serves */
  private spawn(): Promise<RunningWorker> {
    const worker = cluster.fork(this.env);
    // A channel that breaks while something is sent through it; the death that follows is heard below.
    worker.on('error', () => undefined);
    closeWhatItNeverGot(worker);
    return new Promise((resolve, reject) => {
      let serves = false;
      let why = 'it did not say why';
      worker.on('message', (word: WorkerWord) => {
        if (isMetricsWord(word)) this.metrics.hear(worker, word);
        else if ('failed' in word) why = word.failed;
        else {
          serves = true;
          resolve({ url: word.url, pid: worker.process.pid as number });
        }
      });
      worker.once('exit', (code: number | null, signal: string | null) => {
        if (!serves) reject(new OperatorError(this.closing ? 'The start was interrupted.' : why));
        else if (!this.closing)
          this.replace(`Worker process ${worker.process.pid} ended (${signal ?? `code ${code}`})`);
      });
    });
  }

  private replace(what: string): void {
    const at = performance.now();
    this.deaths = [...this.deaths.filter((each) => at - each < memoryMs), at];
    const excess = this.deaths.length - this.count;
    const pauseMs = excess <= 0 ? 0 : Math.min(longestPauseMs, 1_000 * 2 ** (excess - 1));
    this.say(`${what}: another takes its place${pauseMs ? ` in ${Math.ceil(pauseMs / 1_000)} s` : ''}.`);
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      this.spawn().then(
        ({ pid }) => this.say(`Worker process ${pid} serves in its place.`),
        (error: Error) => {
          if (!this.closing) this.replace(`A new worker could not start (${error.message})`);
        },
      );
    }, pauseMs);
    this.pauses.add(pause);
  }
}

/**
 * A connection on its way to a worker that dies stays open in the primary, where nobody reads it, and its client waits
 * for ever. There is one at most: Node hands over the next when the worker has answered for the last.
 * Source: lib/internal/cluster/round_robin_handle.js of Node 20, `handoff`, whose callback is never called then.
 */
function closeWhatItNeverGot({ process: child }: Worker): void {
  let last: { close(): void } | undefined;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  child.send = (message: unknown, handle?: unknown, ...rest: unknown[]) => {
    if ((message as { act?: unknown }).act === 'newconn') last = handle as typeof last;
    return send(message, handle, ...rest);
  };
  // One that was taken over is closed here already, and is not closed again.
  child.once('exit', () => last?.close());
}

function runningWorkers(): readonly Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** Lets a worker finish and waits for its end. */
async function stop(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  worker.send('close', () => undefined);
  const late = setTimeout(() => worker.process.kill('SIGKILL'), closeMs);
  await gone;
  clearTimeout(late);
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
