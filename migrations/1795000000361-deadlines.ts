import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due in a year of a bloc, and what came on paper. */
export class Deadlines1795000000361 implements MigrationInterface {
  readonly name = 'Deadlines1795000000361';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table deadline (
        id uuid not null,
        bloc_id uuid not null,
        kind text not null,
        title jsonb,
        year integer not null,
        period text,
        due_on date not null,
        latest_on date,
        member_ids uuid[],
        withdrawn_reason text,
        constraint deadline_pkey primary key (id),
        constraint deadline_bloc_id_fkey foreign key (bloc_id) references bloc (id),
        constraint deadline_kind_check check (
          kind in ('QUARTER_REPORT', 'HALF_YEAR_REPORT', 'YEAR_REPORT', 'SELF_SCORE', 'NOMINATION', 'OTHER')
        ),
        constraint deadline_period_check check (
          coalesce(period, '') = any(case kind
            when 'QUARTER_REPORT' then array['Q1', 'Q2', 'Q3', 'Q4', 'M9']
            when 'HALF_YEAR_REPORT' then array['M6']
            when 'YEAR_REPORT' then array['YEAR']
            else array['']
          end)
        ),
        constraint deadline_title_check check (kind <> 'OTHER' or title is not null),
        constraint deadline_days_check check (latest_on >= due_on)
      )
    `);
    await runner.query('create index deadline_bloc_id_year_idx on deadline (bloc_id, year)');
    await runner.query(`
      create table received_report (
        deadline_id uuid not null,
        member_id uuid not null,
        received_on date not null,
        constraint received_report_pkey primary key (deadline_id, member_id),
        constraint received_report_deadline_id_fkey foreign key (deadline_id) references deadline (id),
        constraint received_report_member_id_fkey foreign key (member_id) references member (id)
      )
    `);
    await runner.query('create index received_report_member_id_idx on received_report (member_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table received_report');
    await runner.query('drop table deadline');
  }
}
