import { randomUUID } from 'node:crypto';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Report } from '../errors/report';
import type { Lanes } from '../graphql/lanes';
import { type Entry, readSince } from '../log/read-since';
import { type Backlog, type Claimed, Deliveries, type DueStream } from './deliveries';
import type { Post } from './post';
import { nextTry } from './schedule';
import { messageId, signedHeaders } from './signature';

export interface SenderParts {
  readonly db: Database;
  readonly lanes: Pick<Lanes, 'run' | 'charge'>;
  readonly post: Post;
  /** Longest time an entry waits when no notification comes, in milliseconds. */
  readonly staleMs: number;
  readonly report: Report;
  /** Told of each try. */
  readonly onTry: (outcome: 'taken' | 'failed') => void;
}

/** Receivers one node sends to at once. */
const receiversAtOnce = 8;
/** Entries read for a receiver by one statement, after which others have their turn. */
const entriesAtOnce = 50;
/** Least time between two looks at what is due, in milliseconds. */
const restMs = 200;
/** What sending one entry costs the event loop, in units (graphql/lanes). */
const entryUnits = 40;
/** As what the work counts in the lanes: after everybody who has signed in, and within the share of the public. */
const work = { isQuick: true, isPublic: true };

/**
 * Sends entries of logs to receivers, after their commit, in the order of each log, each until it was taken: at least
 * once, under one id. Any number of senders may work on one database; a receiver is one's at a time.
 */
export class WebhookSender {
  private readonly deliveries: Deliveries;
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private soon: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(private readonly parts: SenderParts) {
    this.deliveries = new Deliveries(parts.db, randomUUID());
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), this.parts.staleMs);
    this.timer.unref();
  }

  /** A log has grown; that of the system has when a receiver was changed. */
  notify(): void {
    if (this.soon || this.ending.signal.aborted) return;
    this.soon = setTimeout(() => {
      this.soon = null;
      void this.look();
    }, restMs);
    this.soon.unref();
  }

  /** Entries that wait for receivers. */
  backlog(): Promise<Backlog> {
    return this.deliveries.backlog();
  }

  /** Takes what is due and begins to send it. Never throws; what fails is tried again with the next look. */
  look(): Promise<void> {
    this.lookAgain = true;
    this.looking ??= this.takeDue();
    return this.looking;
  }

  /** Cuts what is under way and lets go of all receivers. */
  async close(): Promise<void> {
    this.ending.abort();
    if (this.timer) clearInterval(this.timer);
    if (this.soon) clearTimeout(this.soon);
    await this.looking;
    await Promise.all(this.running);
    this.parts.post.close();
  }

  private async takeDue(): Promise<void> {
    try {
      while (this.lookAgain && !this.ending.signal.aborted) {
        this.lookAgain = false;
        await this.deliveries.adopt();
        const room = receiversAtOnce - this.running.size;
        const claimed = room > 0 ? await this.deliveries.claim(now(), room) : [];
        for (const receiver of claimed) this.begin(receiver);
      }
    } catch (error) {
      this.failed(error);
    } finally {
      // At once after the last look at `lookAgain`, so that none is asked for in vain.
      this.looking = null;
    }
  }

  private begin(receiver: Claimed): void {
    const run: Promise<void> = this.serve(receiver).then(
      () => this.end(run, () => void this.look()),
      (error: unknown) => {
        this.failed(error);
        this.end(run, () => this.notify());
      },
    );
    this.running.add(run);
  }

  private end(run: Promise<void>, goOn: () => void): void {
    this.running.delete(run);
    if (!this.ending.signal.aborted) goOn();
  }

  private async serve(receiver: Claimed): Promise<void> {
    try {
      for (const due of await this.deliveries.due(receiver.id, now())) {
        const entries = await this.parts.lanes.run(work, () =>
          readSince(this.parts.db.reads, due.stream, due.position, entriesAtOnce),
        );
        if (!(await this.sendAll(receiver, due, entries))) return;
      }
    } finally {
      await this.deliveries.release(receiver.id);
    }
  }

  /** @returns whether to go on with the next log */
  private async sendAll(receiver: Claimed, due: DueStream, entries: readonly Entry[]): Promise<boolean> {
    let position = due.position;
    for (const entry of entries) {
      if (receiver.kinds.length > 0 && !receiver.kinds.includes(entry.kind)) continue;
      const taken = await this.send(receiver, entry, due);
      if (taken !== 'taken') return taken === 'failed';
      const { id } = receiver;
      if (!(await this.deliveries.advance(id, due.stream, position, entry.sequence, now()))) return false;
      position = entry.sequence;
    }
    const end = entries.at(-1)?.sequence ?? position;
    return end === position || this.deliveries.advance(receiver.id, due.stream, position, end, null);
  }

  /** @returns what came of it: `failed` for this log alone, `stopped` when the receiver is to be left */
  private async send(receiver: Claimed, entry: Entry, due: DueStream): Promise<'taken' | 'failed' | 'stopped'> {
    const message = { id: messageId(entry.stream, entry.sequence), body: bodyOf(entry) };
    const { signal } = this.ending;
    let status: number | null = null;
    let error = '';
    try {
      const headers = signedHeaders(secretsOf(receiver), message, now());
      status = await this.parts.post.send(receiver.url, headers, message.body, signal);
      error = `status ${status}`;
    } catch (problem) {
      if (signal.aborted) return 'stopped';
      error = problem instanceof Error ? problem.message : String(problem);
    }
    this.parts.lanes.charge(work, entryUnits);
    const isTaken = status !== null && status >= 200 && status < 300;
    this.parts.onTry(isTaken ? 'taken' : 'failed');
    if (isTaken) return 'taken';
    const at = now();
    const whole = status === null;
    const nextTryAt = nextTry(due.failures + 1, at);
    const noted = await this.deliveries.fail(receiver.id, due.stream, { error, at, nextTryAt, whole });
    if (status === 410) await this.deliveries.pauseGone(receiver.id, at);
    return noted && !whole && status !== 410 ? 'failed' : 'stopped';
  }

  private failed(error: unknown): void {
    if (this.ending.signal.aborted || (error instanceof Refusal && error.code === 'BUSY')) return;
    this.parts.db.health.failed(error);
    this.parts.report(error);
  }
}

function secretsOf({ secret, previousSecret, previousSecretUntil }: Claimed): readonly Buffer[] {
  return previousSecret && previousSecretUntil && previousSecretUntil > now() ? [secret, previousSecret] : [secret];
}

/** The entry in its canonical form within the form that Standard Webhooks propose. */
function bodyOf({ kind, at, body }: Entry): string {
  return `{"type":${JSON.stringify(kind)},"timestamp":"${at.toISOString()}","data":${body}}`;
}
