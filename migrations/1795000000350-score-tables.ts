import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Score tables of a bloc and year, version by version; one of a year is frozen, finished and released once. */
export class ScoreTables1795000000350 implements MigrationInterface {
  readonly name = 'ScoreTables1795000000350';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table score_table (
        id uuid not null constraint score_table_pkey primary key,
        bloc_id uuid not null constraint score_table_bloc_id_fkey references bloc,
        year integer not null,
        version integer not null,
        canonical_text text not null,
        hash text not null,
        set_at timestamptz(3) not null,
        account_id uuid constraint score_table_account_id_fkey references account,
        frozen_at timestamptz(3),
        poll_id uuid constraint score_table_poll_id_fkey references poll,
        finished_at timestamptz(3),
        released_at timestamptz(3),
        constraint score_table_bloc_id_year_version_key unique (bloc_id, year, version),
        constraint score_table_year_check check (year between 1948 and 2200),
        constraint score_table_version_check check (version >= 1),
        constraint score_table_order_check check (
          (poll_id is null or frozen_at is not null)
          and (finished_at is null or frozen_at is not null)
          and (released_at is null or finished_at is not null)
        )
      )
    `);
    await runner.query(`
      create unique index score_table_frozen_key on score_table (bloc_id, year) where frozen_at is not null
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table score_table');
  }
}
