import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receivers of entries of logs, what each is sent, and how far it has come in each log. */
export class Webhooks1795000000150 implements MigrationInterface {
  readonly name = 'Webhooks1795000000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook (
        id uuid not null constraint webhook_pkey primary key,
        url text not null,
        kinds text[] not null,
        secret bytea not null,
        previous_secret bytea,
        previous_secret_until timestamptz(3),
        owner_id uuid not null constraint webhook_owner_id_fkey references account (id),
        created_at timestamptz(3) not null,
        paused_at timestamptz(3),
        pause_reason text,
        lease_by uuid,
        lease_until timestamptz(3),
        constraint webhook_pause_check
          check ((paused_at is null) = (pause_reason is null) and pause_reason in ('BY_HAND', 'GONE')),
        constraint webhook_previous_check check ((previous_secret is null) = (previous_secret_until is null)),
        constraint webhook_lease_check check ((lease_by is null) = (lease_until is null))
      )
    `);
    await runner.query('create index webhook_owner_id_idx on webhook (owner_id)');
    for (const [table, column, of] of [
      ['webhook_conference', 'conference_id', 'conference'],
      ['webhook_bloc', 'bloc_id', 'bloc'],
    ]) {
      await runner.query(`
        create table ${table} (
          webhook_id uuid not null constraint ${table}_webhook_id_fkey references webhook (id) on delete cascade,
          ${column} uuid not null constraint ${table}_${column}_fkey references ${of} (id),
          constraint ${table}_pkey primary key (webhook_id, ${column})
        )
      `);
      await runner.query(`create index ${table}_${column}_idx on ${table} (${column})`);
    }
    await runner.query(`
      create table webhook_stream (
        id uuid not null constraint webhook_stream_pkey primary key,
        webhook_id uuid not null constraint webhook_stream_webhook_id_fkey references webhook (id) on delete cascade,
        stream uuid not null,
        position bigint not null,
        failures int not null default 0,
        next_try_at timestamptz(3),
        last_error text,
        last_error_at timestamptz(3),
        last_success_at timestamptz(3),
        constraint webhook_stream_webhook_id_stream_key unique (webhook_id, stream)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_stream', 'webhook_bloc', 'webhook_conference', 'webhook']) {
      await runner.query(`drop table ${table}`);
    }
  }
}
