import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results of parts of a year are told apart, and a key is of one member: two members may have a result of the same key. */
export class ResultPeriods1795000000193 implements MigrationInterface {
  readonly name = 'ResultPeriods1795000000193';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table result add column period text not null default 'YEAR',
        add constraint result_period_check check (period in ('YEAR', 'Q1', 'Q2', 'Q3', 'Q4', 'M6', 'M9')),
        drop constraint result_indicator_id_year_key_key,
        add constraint result_indicator_id_year_period_member_id_key_key
          unique (indicator_id, year, period, member_id, key)
    `);
    await runner.query(`
      create unique index result_of_bloc_key on result (indicator_id, year, period, key) where member_id is null
    `);
  }

  /** Fails where two results differ in member or period only: the older release has no place for both. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index result_of_bloc_key');
    await runner.query(`
      alter table result drop constraint result_indicator_id_year_period_member_id_key_key,
        add constraint result_indicator_id_year_key_key unique (indicator_id, year, key),
        drop column period
    `);
  }
}
