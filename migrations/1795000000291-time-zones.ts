import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A conference is told in the time of its place. */
export class TimeZones1795000000291 implements MigrationInterface {
  readonly name = 'TimeZones1795000000291';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conference add time_zone text not null default 'Asia/Ho_Chi_Minh'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table conference drop column time_zone');
  }
}
