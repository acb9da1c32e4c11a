import type { DataSource } from 'typeorm';
import type { Database } from '../database/database';

/** A receiver that one sender has for itself. */
export interface Claimed {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly secret: Buffer;
  readonly previousSecret: Buffer | null;
  readonly previousSecretUntil: Date | null;
}

/** A log that has entries for a receiver. */
export interface DueStream {
  readonly stream: string;
  readonly position: number;
  readonly failures: number;
}

/** Entries that wait for receivers that are sent to, and for those that are paused. */
export interface Backlog {
  readonly sending: number;
  readonly paused: number;
}

/** The logs a receiver is sent: those chosen, those of chosen blocs, and of these blocs' conferences but rehearsals. */
export const chosenStreams = `
  select webhook_id, conference_id as stream from webhook_conference
  union select webhook_id, bloc_id from webhook_bloc
  union select b.webhook_id, c.id from webhook_bloc b join conference c on c.bloc_id = b.bloc_id
    where c.nature <> 'REHEARSAL'
`;

/** A sender has a receiver for so long after its last word; longer than one try takes. */
const lease = `clock_timestamp() + interval '30 seconds'`;

const isDue = `
  select from webhook_stream s join log_head h on h.stream = s.stream
  where s.webhook_id = w.id and h.sequence > s.position and (s.next_try_at is null or s.next_try_at <= $1)
`;

/**
 * Where receivers are in their logs, as their senders see it. Statements go by the pool of reads, so that none takes
 * a connection an act waits for.
 */
export class Deliveries {
  private readonly pool: DataSource;

  /** @param sender id of the one who asks */
  constructor(
    db: Database,
    private readonly sender: string,
  ) {
    this.pool = db.reads;
  }

  /** Logs that have come to chosen blocs since are sent from their beginning. */
  async adopt(): Promise<void> {
    await this.pool.query(`
      insert into webhook_stream (id, webhook_id, stream, position)
      select gen_random_uuid(), chosen.webhook_id, chosen.stream, 0
      from (${chosenStreams}) as chosen join log_head h on h.stream = chosen.stream
      where not exists (select from webhook_stream s where s.webhook_id = chosen.webhook_id and s.stream = chosen.stream)
      on conflict do nothing
    `);
  }

  /**
   * Takes receivers that have something due and that no other sender has, one of several nodes or workers. Those of an
   * owner who is shut out, or is no administrator any more, are left: they might be sent what nobody there may read.
   */
  claim(at: Date, most: number): Promise<Claimed[]> {
    return this.pool.query<Claimed[]>(
      `with free as (
         select w.id from webhook w join account a on a.id = w.owner_id
         where w.paused_at is null and a.revoked_at is null and a.role = 'ADMINISTRATOR'
           and (w.lease_until is null or w.lease_until < clock_timestamp()) and exists (${isDue})
         order by random() limit $3
         for update of w skip locked
       ), claimed as (
         update webhook set lease_by = $2, lease_until = ${lease} from free where webhook.id = free.id returning webhook.*
       )
       select id, url, kinds, secret, previous_secret as "previousSecret",
         previous_secret_until as "previousSecretUntil" from claimed`,
      [at, this.sender, most],
    );
  }

  /** Lets a receiver go, for whichever sender comes next. */
  async release(webhookId: string): Promise<void> {
    await this.pool.query('update webhook set lease_by = null, lease_until = null where id = $1 and lease_by = $2', [
      webhookId,
      this.sender,
    ]);
  }

  async due(webhookId: string, at: Date): Promise<readonly DueStream[]> {
    const rows = await this.pool.query<(Omit<DueStream, 'position'> & { position: string })[]>(
      `select s.stream, s.position, s.failures from webhook_stream s join log_head h on h.stream = s.stream
       where s.webhook_id = $2 and h.sequence > s.position and (s.next_try_at is null or s.next_try_at <= $1)
       order by s.stream`,
      [at, webhookId],
    );
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  /**
   * Notes that a receiver has come from one position to another.
   * @param takenAt when it took an entry; null when there was none for it
   * @returns false when it is no longer this sender's, is paused, or is to go on from elsewhere: nothing is noted then
   */
  advance(webhookId: string, stream: string, from: number, to: number, takenAt: Date | null): Promise<boolean> {
    return this.write(
      `update webhook_stream s set position = $5, failures = 0, next_try_at = null,
         last_success_at = coalesce($6, last_success_at)
       from held where s.webhook_id = held.id and s.stream = $3 and s.position = $4
       returning s.id`,
      [webhookId, this.sender, stream, from, to, takenAt],
    );
  }

  /**
   * Notes a failed try.
   * @param whole nobody answered, so its other logs wait as well
   * @returns as `advance`
   */
  fail(
    webhookId: string,
    stream: string,
    { error, at, nextTryAt, whole }: { error: string; at: Date; nextTryAt: Date; whole: boolean },
  ): Promise<boolean> {
    return this.write(
      `update webhook_stream s set next_try_at = $5,
         failures = case when s.stream = $3 then failures + 1 else failures end,
         last_error = case when s.stream = $3 then $4 else last_error end,
         last_error_at = case when s.stream = $3 then $6 else last_error_at end
       from held where s.webhook_id = held.id
         and (s.stream = $3 or $7 and (s.next_try_at is null or s.next_try_at < $5))
       returning s.id`,
      [webhookId, this.sender, stream, error, nextTryAt, at, whole],
    );
  }

  /** The receiver wants no more. */
  async pauseGone(webhookId: string, at: Date): Promise<void> {
    await this.pool.query(
      `update webhook set paused_at = $3, pause_reason = 'GONE' where id = $1 and lease_by = $2 and paused_at is null`,
      [webhookId, this.sender, at],
    );
  }

  async backlog(): Promise<Backlog> {
    const [row] = await this.pool.query<Backlog[]>(`
      select coalesce(sum(h.sequence - s.position) filter (where w.paused_at is null), 0)::int as sending,
        coalesce(sum(h.sequence - s.position) filter (where w.paused_at is not null), 0)::int as paused
      from webhook_stream s join webhook w on w.id = s.webhook_id join log_head h on h.stream = s.stream
    `);
    return row ?? { sending: 0, paused: 0 };
  }

  private async write(statement: string, values: readonly unknown[]): Promise<boolean> {
    const rows = await this.pool.query<unknown[]>(
      `with held as (
         update webhook set lease_until = ${lease} where id = $1 and lease_by = $2 and paused_at is null returning id
       ), written as (${statement})
       select id from written`,
      [...values],
    );
    return rows.length > 0;
  }
}
