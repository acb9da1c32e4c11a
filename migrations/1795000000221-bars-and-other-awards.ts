import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members that may not get an award for a time, and why one member has two for one year. */
export class BarsAndOtherAwards1795000000221 implements MigrationInterface {
  readonly name = 'BarsAndOtherAwards1795000000221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_bar (
        id uuid not null constraint member_bar_pkey primary key,
        conference_id uuid not null constraint member_bar_conference_id_fkey references conference,
        member_id uuid not null constraint member_bar_member_id_fkey references member,
        award_id uuid constraint member_bar_award_id_fkey references award,
        document text not null,
        reason text,
        from_day date not null,
        until_day date,
        end_reason text,
        constraint member_bar_span_check check (until_day >= from_day)
      )
    `);
    await runner.query('create index member_bar_conference_id_idx on member_bar (conference_id)');
    await runner.query('create index member_bar_member_id_idx on member_bar (member_id)');
    await runner.query('alter table award_proposal add column beside_reason text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table award_proposal drop column beside_reason');
    await runner.query('drop table member_bar');
  }
}
