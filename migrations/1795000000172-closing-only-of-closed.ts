import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attendance is kept of a closed conference only. */
export class ClosingOnlyOfClosed1795000000172 implements MigrationInterface {
  readonly name = 'ClosingOnlyOfClosed1795000000172';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`update conference set attendance_at_closing = null where state <> 'CLOSED'`);
    await runner.query(`
      alter table conference add constraint conference_closing_check
        check (attendance_at_closing is null or state = 'CLOSED')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table conference drop constraint conference_closing_check');
  }
}
