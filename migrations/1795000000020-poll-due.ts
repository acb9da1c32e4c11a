import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the chair has said that a vote will be closed. */
export class PollDue1795000000020 implements MigrationInterface {
  readonly name = 'PollDue1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table poll add column due_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table poll drop column due_at');
  }
}
