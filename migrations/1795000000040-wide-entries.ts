import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many entries of a log may change what is shown of other conferences; all that were written before count. */
export class WideEntries1795000000040 implements MigrationInterface {
  readonly name = 'WideEntries1795000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table log_head add column wide bigint not null default 0');
    await runner.query('update log_head set wide = sequence');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table log_head drop column wide');
  }
}
