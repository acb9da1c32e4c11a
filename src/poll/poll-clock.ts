import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Report } from '../errors/report';
import { act } from '../log/act';
import type { Actor } from '../log/append';
import type { Json } from '../log/canonical';
import { closeNow } from './close-poll';
import { pollNotOpened } from './events';
import { lockPoll } from './lock-poll';
import { openNow } from './open-poll';
import { type Poll, PollState } from './poll';
import { isOver } from './poll-over';
import { sweepBallots } from './shuffle';
import type { PollSubjects } from './subjects';

export interface PollClockParts {
  readonly db: Database;
  readonly subjects: PollSubjects;
  readonly report: Report;
}

/** How often each node looks for polls whose hour has come, in milliseconds. */
const everyMs = 1_000;

/** Who opens and closes by the hour, as the log names it. Who settled the hour stands in `pollScheduled` or `pollOpened`. */
const clock: Actor = { accountId: null, sessionId: null, conferenceIds: null, name: 'clock', role: 'ADMINISTRATOR' };

/** That another node, or a person, came first. */
class NotDue extends Error {}

interface Due {
  readonly id: string;
  readonly state: PollState;
}

/**
 * Opens polls at their hour and closes those that close by themselves, by the clock of the database. Any number of nodes
 * may look: each poll is locked, and asked once more whether it is due, so that one of them does it, once. What was due
 * while no node ran is closed when one starts; what was to open more than two minutes ago is not opened any more.
 */
export class PollClock {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: PollClockParts) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
  }

  /** Does what is due now. Never throws; what fails is tried again with the next look. */
  look(): Promise<void> {
    this.looking ??= this.doDue().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  private async doDue(): Promise<void> {
    try {
      for (const { id, state } of await this.parts.db.reads.query<Due[]>(due))
        await (state === PollState.OPEN ? this.closeDue(id) : this.openDue(id));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'BUSY') return;
      this.parts.db.health.failed(error);
      this.parts.report(error);
    }
  }

  private async closeDue(pollId: string): Promise<void> {
    const { db } = this.parts;
    await this.once(() =>
      act(db, clock, { act: 'closePoll', about: { pollId } }, async (tx) => {
        const poll = await lockPoll(tx, pollId);
        if (!(await isOver(tx, pollId))) throw new NotDue();
        return closeNow(tx, poll);
      }),
    );
    sweepBallots(db);
  }

  /** Opens it; or says on the record why that could not be, and leaves it a draft without an hour. */
  private async openDue(pollId: string): Promise<void> {
    const { db, subjects } = this.parts;
    const request = { act: 'openPoll', about: { pollId } };
    try {
      await this.once(() =>
        act(db, clock, request, async (tx) => {
          const poll = await lockDue(tx, pollId);
          if (poll.missed) throw new Refusal('OPENING_MISSED');
          return openNow(tx, poll, subjects);
        }),
      );
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'BUSY') throw error;
      const why = { code: error.code, facts: numbersOf(error.facts) };
      await this.once(() =>
        act(db, clock, request, async (tx) => {
          const poll = await lockDue(tx, pollId);
          await tx.query(
            `update poll set opens_at = null, not_opened = $2::jsonb || jsonb_build_object('opensAt', to_jsonb($3::text))
             where id = $1`,
            [pollId, JSON.stringify(why), poll.opensAt?.toISOString()],
          );
          return pollNotOpened(poll, why);
        }),
      );
    }
  }

  private async once(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NotDue)) throw error;
    }
  }
}

const due = `
  select id, state from poll p where state = 'OPEN' and closes_by_itself and due_at <= clock_timestamp()
    -- Papers are counted by people: it waits for them, and takes no ballot meanwhile.
    and (paper is not null or not exists (select from poll_roll r where r.poll_id = p.id and r.method = 'ON_PAPER'))
  union all
  select id, state from poll where state = 'DRAFT' and opens_at <= clock_timestamp()
`;

/** @throws NotDue */
async function lockDue(tx: EntityManager, pollId: string): Promise<Poll & { readonly missed: boolean }> {
  const poll = await lockPoll(tx, pollId);
  const [row] = await tx.query<{ due: boolean; missed: boolean }[]>(
    `select state = 'DRAFT' and opens_at <= clock_timestamp() as due,
       opens_at < clock_timestamp() - interval '2 minutes' as missed from poll where id = $1`,
    [pollId],
  );
  if (!row?.due) throw new NotDue();
  return Object.assign(poll, { missed: row.missed });
}

/** Of the facts of a refusal those that say how many. */
function numbersOf(facts: Readonly<Record<string, unknown>>): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(facts).filter((each): each is [string, number] => typeof each[1] === 'number'),
  );
}
