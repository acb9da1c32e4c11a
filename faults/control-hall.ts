import { setTimeout as delay } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import type { Outcome } from './journal';

/** What is wrong with a model of a ballot box; `none` is the one that must pass. */
export type Flaw = 'none' | 'check-then-insert' | 'asynchronous commit' | 'no lock at closing' | 'publish after save';

/**
 * A small ballot box of its own tables, made as many make it, with one flaw at a time. It shows that the checker
 * sees what the flaw does; nothing of the product is in it.
 */
export class ControlHall {
  /** Positions as a subscriber was told them. */
  readonly heard: number[] = [];
  private readonly listener: Client;

  private constructor(
    private readonly pool: Pool,
    url: string,
    private readonly flaw: Flaw,
  ) {
    this.listener = new Client({ connectionString: url });
    this.listener.on('error', () => undefined);
    this.listener.on('notification', ({ payload }) => this.heard.push(Number(payload)));
  }

  static async open(url: string, flaw: Flaw): Promise<ControlHall> {
    const asynchronous = flaw === 'asynchronous commit' ? { options: '-c synchronous_commit=off' } : {};
    const pool = new Pool({ connectionString: url, max: 16, application_name: 'control', ...asynchronous });
    pool.on('error', () => undefined);
    // Heard by the one who uses the connection too; a session that is ended between two uses must not end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    await pool.query(`
      drop table if exists control_ballot, control_poll, control_log;
      create table control_poll (open boolean not null, announced int);
      insert into control_poll values (true, null);
      create table control_log (last int not null);
      insert into control_log values (0);
      create table control_ballot (elector text not null, choice text not null, key text not null, position int);
      ${flaw === 'check-then-insert' ? '' : 'alter table control_ballot add unique (elector)'}`);
    const hall = new ControlHall(pool, url, flaw);
    await hall.listener.connect();
    await hall.listener.query('listen control');
    return hall;
  }

  async cast(elector: string, choice: string, key: string): Promise<Outcome> {
    try {
      const position = await this.write(elector, choice, key);
      if (position === null) return { is: 'failed', code: 'REFUSED' };
      if (this.flaw === 'publish after save')
        await this.pool.query(`select pg_notify('control', $1)`, [String(position)]);
      return { is: 'ok', sequence: position };
    } catch {
      return { is: 'unknown' };
    }
  }

  /** Closes and counts; what is announced. */
  async close(): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      if (this.flaw !== 'no lock at closing') await client.query('select from control_poll for update');
      const { rows } = await client.query<{ count: string }>('select count(*) from control_ballot');
      const announced = Number(rows[0]?.count);
      await client.query('update control_poll set open = false, announced = $1', [announced]);
      await client.query('commit');
      return announced;
    } finally {
      client.release();
    }
  }

  async counted(): Promise<{ unit: string; value: string }[]> {
    return (await this.pool.query(`select 'control ' || elector as unit, choice as value from control_ballot`)).rows;
  }

  async end(): Promise<void> {
    await this.listener.end().catch(() => undefined);
    await this.pool.end();
  }

  /** The position of the ballot, or null when it is refused. */
  private async write(elector: string, choice: string, key: string): Promise<number | null> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const lock = this.flaw === 'no lock at closing' ? '' : 'for share';
      const { rows: polls } = await client.query<{ open: boolean }>(`select open from control_poll ${lock}`);
      const before = await client.query<{ key: string; position: number }>(
        'select key, position from control_ballot where elector = $1',
        [elector],
      );
      if (before.rows[0] || !polls[0]?.open) {
        await client.query('rollback');
        return before.rows[0]?.key === key ? before.rows[0].position : null;
      }
      // What a check of the rules takes; it widens a race that is there without it.
      if (this.flaw !== 'none') await delay(2);
      const { rows } = await client.query<{ position: number }>(
        `insert into control_ballot (elector, choice, key) values ($1, $2, $3)
         ${this.flaw === 'check-then-insert' ? '' : 'on conflict do nothing'} returning 0 as position`,
        [elector, choice, key],
      );
      if (!rows[0]) {
        await client.query('rollback');
        return null;
      }
      const position = await this.numbered(client, elector, key);
      await client.query('commit');
      return position;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Takes the next position, and publishes it with the commit unless that is the flaw. */
  private async numbered(client: { query: Pool['query'] }, elector: string, key: string): Promise<number> {
    const { rows } = await client.query<{ last: number }>('update control_log set last = last + 1 returning last');
    const position = rows[0]?.last as number;
    await client.query('update control_ballot set position = $3 where elector = $1 and key = $2', [
      elector,
      key,
      position,
    ]);
    if (this.flaw !== 'publish after save') await client.query(`select pg_notify('control', $1)`, [String(position)]);
    return position;
  }
}
