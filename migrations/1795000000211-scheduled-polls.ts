import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A poll may open at an hour, and close by itself at the end of its time. */
export class ScheduledPolls1795000000211 implements MigrationInterface {
  readonly name = 'ScheduledPolls1795000000211';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table poll
        add column opens_at timestamptz(3),
        add column minutes integer,
        add column closes_by_itself boolean not null default false,
        add column not_opened jsonb,
        add constraint poll_minutes_check check (minutes between 1 and 120),
        add constraint poll_closing_check check (minutes is not null or not closes_by_itself)
    `);
    await runner.query(`create index poll_opening on poll (opens_at) where state = 'DRAFT'`);
    await runner.query(`create index poll_closing on poll (due_at) where state = 'OPEN' and closes_by_itself`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index poll_closing, poll_opening');
    await runner.query(`
      alter table poll drop constraint poll_closing_check, drop constraint poll_minutes_check, drop column opens_at,
        drop column minutes, drop column closes_by_itself, drop column not_opened
    `);
  }
}
