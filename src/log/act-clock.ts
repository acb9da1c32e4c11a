import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Report } from '../errors/report';
import type { Actor } from './append';

export interface ActClockParts {
  readonly db: Database;
  readonly report: Report;
}

/** How often each node looks for what is due, in milliseconds. */
const everyMs = 1_000;

/** Who acts by the hour, as the log names it. Who settled the hour stands in the entry that did. */
export const clock: Actor = {
  accountId: null,
  sessionId: null,
  conferenceIds: null,
  name: 'clock',
  role: 'ADMINISTRATOR',
};

/** That another node, or a person, came first. */
export class NotDue extends Error {}

/**
 * Does acts whose hour has come by the clock of the database. Any number of nodes may look: each act locks what it is
 * about and asks once more whether it is due, so that one of them does it, once.
 */
export abstract class ActClock {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(private readonly duty: ActClockParts) {}

  /** Does everything that is due now. */
  protected abstract doDue(): Promise<void>;

  start(): void {
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
  }

  /** Does what is due now. Never throws; what fails is tried again with the next look. */
  look(): Promise<void> {
    this.looking ??= this.tryDue().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  /** Does an act unless it is not due any more. Never throws: one that fails holds up no other. */
  protected async once(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NotDue)) this.failed(error);
    }
  }

  private async tryDue(): Promise<void> {
    try {
      await this.doDue();
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof Refusal && error.code === 'BUSY') return;
    this.duty.db.health.failed(error);
    this.duty.report(error);
  }
}
