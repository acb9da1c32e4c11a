import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members report results of their own, which become results when the leader's office confirms them. */
export class MemberReports1795000000360 implements MigrationInterface {
  readonly name = 'MemberReports1795000000360';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table result_report (
        id uuid not null,
        bloc_id uuid not null,
        member_id uuid not null,
        year integer not null,
        period text not null,
        number integer not null,
        state text not null,
        reason text,
        salt text not null,
        sequence integer not null,
        settled_sequence integer,
        constraint result_report_pkey primary key (id),
        constraint result_report_bloc_id_fkey foreign key (bloc_id) references bloc (id),
        constraint result_report_member_id_fkey foreign key (member_id) references member (id),
        constraint result_report_member_id_year_period_number_key unique (member_id, year, period, number),
        constraint result_report_period_check check (period in ('YEAR', 'Q1', 'Q2', 'Q3', 'Q4', 'M6', 'M9')),
        constraint result_report_state_check check (state in ('REPORTED', 'CONFIRMED', 'RETURNED', 'SUPERSEDED')),
        constraint result_report_settled_check check (
          (state = 'REPORTED') = (settled_sequence is null) and (state = 'RETURNED') = (reason is not null)
        )
      )
    `);
    await runner.query('create index result_report_bloc_id_idx on result_report (bloc_id)');
    await runner.query(`
      create unique index result_report_waiting_key on result_report (member_id, year, period) where state = 'REPORTED'
    `);
    await runner.query(`
      create table reported_figure (
        report_id uuid not null,
        indicator_id uuid not null,
        ordinal integer not null,
        raw text not null,
        value numeric,
        unit text,
        flags jsonb not null default '[]',
        constraint reported_figure_pkey primary key (report_id, indicator_id),
        constraint reported_figure_report_id_fkey foreign key (report_id) references result_report (id),
        constraint reported_figure_indicator_id_fkey foreign key (indicator_id) references indicator (id)
      )
    `);
    await runner.query('create index reported_figure_indicator_id_idx on reported_figure (indicator_id)');
    await runner.query(`
      alter table result alter column conference_id drop not null,
        add column report_id uuid,
        add constraint result_report_id_fkey foreign key (report_id) references result_report (id),
        add constraint result_origin_check check ((conference_id is null) = (report_id is not null))
    `);
    await runner.query('create index result_report_id_idx on result (report_id)');
  }

  /** Fails where members have reported: the older release has no place for what they did. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index result_report_id_idx');
    await runner.query(`
      alter table result drop constraint result_origin_check, drop column report_id,
        alter column conference_id set not null
    `);
    await runner.query('drop table reported_figure');
    await runner.query('drop table result_report');
  }
}
