import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts that one account asks for and another confirms. */
export class PendingActs1795000000200 implements MigrationInterface {
  readonly name = 'PendingActs1795000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pending_act (
        id uuid primary key,
        conference_id uuid not null references conference,
        kind text not null,
        target_id uuid not null,
        part_id uuid not null,
        input jsonb not null,
        basis jsonb not null,
        reason text,
        state text not null,
        asked_by_id uuid not null references account,
        asked_by text not null,
        asked_by_role text not null,
        asked_at timestamptz(3) not null,
        settled_by_id uuid references account,
        settled_by text,
        settled_by_role text,
        settled_at timestamptz(3),
        constraint pending_act_state_check check (state in ('WAITING', 'CONFIRMED', 'DECLINED', 'WITHDRAWN')),
        constraint pending_act_settled_check check ((state = 'WAITING') = (settled_at is null)),
        constraint pending_act_keys_check check ((state = 'CONFIRMED') <= (settled_by_id <> asked_by_id))
      )
    `);
    await runner.query('create index on pending_act (conference_id)');
    await runner.query('create index on pending_act (target_id)');
    await runner.query(`
      create unique index pending_act_waiting_key on pending_act (kind, target_id, part_id) where state = 'WAITING'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pending_act');
  }
}
