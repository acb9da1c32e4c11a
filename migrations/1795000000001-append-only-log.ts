import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log only grows: the database itself refuses to change, remove or empty it. */
export class AppendOnlyLog1795000000001 implements MigrationInterface {
  readonly name = 'AppendOnlyLog1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'table % only grows: % refused', tg_table_name, lower(tg_op);
      end
      $$
    `);
    await runner.query(`
      create trigger event_append_only before update or delete or truncate on event
      for each statement execute function refuse_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger event_append_only on event');
    await runner.query('drop function refuse_change()');
  }
}
