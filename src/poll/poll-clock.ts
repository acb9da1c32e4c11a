import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { act } from '../log/act';
import { ActClock, type ActClockParts, clock, NotDue } from '../log/act-clock';
import type { Json } from '../log/canonical';
import { closeNow } from './close-poll';
import { pollNotOpened } from './events';
import { lockPoll } from './lock-poll';
import { type OpeningParts, openNow } from './open-poll';
import { type Poll, PollState } from './poll';
import { isOver } from './poll-over';
import { forgetBallots } from './secret-ballots';

export interface PollClockParts extends ActClockParts, OpeningParts {}

interface Due {
  readonly id: string;
  readonly state: PollState;
  readonly ballotKey: string | null;
}

/**
 * Opens polls at their hour and closes those that close by themselves. What was due while no node ran is closed when one
 * starts; what was to open more than two minutes ago is not opened any more.
 */
export class PollClock extends ActClock {
  constructor(private readonly parts: PollClockParts) {
    super(parts);
  }

  protected async doDue(): Promise<void> {
    for (const { id, state, ballotKey } of await this.parts.db.reads.query<Due[]>(due)) {
      if (state === PollState.DRAFT) await this.once(() => this.openDue(id));
      // Another node has the key of a secret poll, or it is lost: then only people can end it.
      else if (ballotKey === null || this.parts.keys.has({ id, ballotKey })) await this.once(() => this.closeDue(id));
    }
  }

  private async closeDue(pollId: string): Promise<void> {
    const { db, keys } = this.parts;
    await act(db, clock, { act: 'closePoll', about: { pollId } }, async (tx) => {
      const poll = await lockPoll(tx, pollId);
      if (!(await isOver(tx, pollId))) throw new NotDue();
      return closeNow(tx, poll, keys);
    });
    await forgetBallots(db, keys, pollId);
  }

  /** Opens it; or says on the record why that could not be, and leaves it a draft without an hour. */
  private async openDue(pollId: string): Promise<unknown> {
    const { db } = this.parts;
    const request = { act: 'openPoll', about: { pollId } };
    try {
      return await act(db, clock, request, async (tx) => {
        const poll = await lockDue(tx, pollId);
        if (poll.missed) throw new Refusal('OPENING_MISSED');
        return openNow(tx, poll, this.parts);
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'BUSY') throw error;
      const why = { code: error.code, facts: numbersOf(error.facts) };
      return act(db, clock, request, async (tx) => {
        const poll = await lockDue(tx, pollId);
        await tx.query(
          `update poll set opens_at = null, not_opened = $2::jsonb || jsonb_build_object('opensAt', to_jsonb($3::text))
           where id = $1`,
          [pollId, JSON.stringify(why), poll.opensAt?.toISOString()],
        );
        return pollNotOpened(poll, why);
      });
    }
  }
}

const due = `
  select id, state, ballot_key as "ballotKey" from poll p where state = 'OPEN' and closes_by_itself and due_at <= clock_timestamp()
    -- Papers are counted by people: it waits for them, and takes no ballot meanwhile.
    and (paper is not null or not exists (select from poll_roll r where r.poll_id = p.id and r.method = 'ON_PAPER'))
  union all
  select id, state, null from poll where state = 'DRAFT' and opens_at <= clock_timestamp()
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
