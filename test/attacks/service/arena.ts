import { freshDatabase, type TestDatabase } from '../../support/database';
import type { Abuse, Job } from './abuser';
import type { Control } from './control';
import { Helper } from './helper';
import { aLargeHall, type HallSize, type LargeHall } from './large-hall';
import type { Votes } from './voter';

export interface ArenaOptions extends HallSize {
  readonly control: Control | null;
}

/** What the server has used since it started. */
export interface ServerUsage {
  readonly cpuMicros: number;
  readonly rssMb: number;
}

/** Heap of the server under attack, in MB: an attack that fills it ends the server, not the machine. */
const heapMb = 1_024;
/** How long the server may take to be itself again before it is started anew, in milliseconds. */
const recoveryMs = 20_000;
/** An answer of `/healthz` in this time is that of a server with nothing to do, in milliseconds. */
const idleMs = 25;
/** So many of them in a row. */
const idleAnswers = 20;

/**
 * A large hall, the server under attack, the delegates who vote and somebody who asks for its health: each in a process
 * of its own. `close` ends all of it, at any moment.
 */
export class Arena {
  private server: Helper | null = null;
  private voter: Helper | null = null;
  private health: Helper | null = null;
  private readonly abusers = new Set<Helper>();
  private readonly database: Promise<TestDatabase>;
  private isClosed = false;
  private closing: Promise<void> | null = null;
  private address = '';
  private hall: LargeHall | null = null;

  private constructor(private readonly options: ArenaOptions) {
    this.database = freshDatabase();
    this.database.catch(() => undefined);
  }

  /** @throws when it cannot be built; what has been is closed then */
  static async open(options: ArenaOptions, told: (arena: Arena) => void = () => undefined): Promise<Arena> {
    const arena = new Arena(options);
    told(arena);
    try {
      arena.hall = await aLargeHall((await arena.database).db, options);
      await arena.start();
      return arena;
    } catch (error) {
      await arena.close();
      throw error;
    }
  }

  get large(): LargeHall {
    if (!this.hall) throw new Error('the hall is not built yet');
    return this.hall;
  }

  get url(): string {
    return this.address;
  }

  /** Whether the server has ended, such as for want of memory. */
  get isDown(): boolean {
    return this.server?.isGone ?? true;
  }

  /** Waits until the server has nothing left to do, and starts another where it does not come to that. */
  async rest(): Promise<void> {
    const giveUpAt = performance.now() + recoveryMs;
    let idle = 0;
    while (!this.isDown && performance.now() < giveUpAt) {
      const ms = await this.within(recoveryMs, this.helper('health').ask<number | null>('answerMs', { url: this.url }));
      idle = ms !== null && ms < idleMs ? idle + 1 : 0;
      if (idle === idleAnswers) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.start();
  }

  /** Starts the server anew. Delegates connect again when they vote next. */
  async start(): Promise<void> {
    this.refuseWhenClosed();
    await Promise.all([this.server?.kill(), this.voter?.kill(), this.health?.kill()]);
    this.refuseWhenClosed();
    this.voter = null;
    this.health = Helper.start('health');
    this.server = Helper.start('server', {
      DATABASE_URL: (await this.database).url,
      PORT: '0',
      LOG_LEVEL: 'silent',
      NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
      ...(this.options.control ? { ATTACK_CONTROL: this.options.control } : {}),
    });
    this.address = await this.server.ask<string>('url');
  }

  /** Everybody who votes gets a vote again. */
  async vote(perSecond: number, forMs: number): Promise<Votes> {
    await this.large.emptyBallotBox();
    if (!this.voter) await this.gatherVoters();
    return this.helper('voter').ask<Votes>('vote', { pollId: this.large.pollId, perSecond, forMs });
  }

  /** Delegates are connected and the server knows what they do, so that neither is measured. */
  async gatherVoters(): Promise<void> {
    if (this.voter) return;
    this.refuseWhenClosed();
    this.voter = Helper.start('voter');
    await this.voter.ask('connect', { url: this.url, tokens: this.large.tokens });
    await this.vote(50, 3_000);
  }

  watch(everyMs: number): Promise<void> {
    return this.helper('health').ask('watch', { url: this.url, everyMs });
  }

  /** @see watch */
  silence(): Promise<number> {
    return this.helper('health').ask<number>('silence');
  }

  /** Null when the server does not say. */
  async usage(): Promise<ServerUsage | null> {
    if (this.isDown || !this.server) return null;
    return this.within(
      2_000,
      this.server.ask<ServerUsage>('usage').catch(() => null),
    );
  }

  /** Each job in a process of its own; the processes are there when this resolves, and work until what it returns does. */
  async abuse(jobs: readonly Job[], forMs: number): Promise<() => Promise<readonly Abuse[]>> {
    this.refuseWhenClosed();
    const started = jobs.map((job) => ({ job, helper: Helper.start('abuser') }));
    for (const { helper } of started) this.abusers.add(helper);
    // A process that answers anything has been loaded.
    await Promise.all(started.map(({ helper }) => helper.ask('ready')));
    const reports = Promise.all(
      started.map(({ job, helper }) => helper.ask<Abuse>('run', { url: this.url, jobs: [job], forMs })),
    );
    reports.catch(() => undefined);
    return async () => {
      try {
        return await reports;
      } finally {
        await Promise.all(started.map(({ helper }) => helper.kill()));
        for (const { helper } of started) this.abusers.delete(helper);
      }
    };
  }

  /** Ends every process and removes the database. May be called again, and while the arena is being built. */
  close(): Promise<void> {
    this.isClosed = true;
    this.closing ??= (async () => {
      const all = [this.server, this.voter, this.health, ...this.abusers];
      await Promise.all(all.map((helper) => helper?.kill()));
      const database = await this.database.catch(() => null);
      await database?.drop();
    })();
    return this.closing;
  }

  private helper(name: 'voter' | 'health'): Helper {
    const helper = this[name];
    if (!helper) throw new Error(`there is no ${name}`);
    return helper;
  }

  /** What comes, or null when it does not come in time. */
  private within<T>(ms: number, coming: Promise<T | null>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => resolve(null), ms);
      coming.then(resolve, reject).finally(() => clearTimeout(late));
    });
  }

  private refuseWhenClosed(): void {
    if (this.isClosed) throw new Error('interrupted');
  }
}
