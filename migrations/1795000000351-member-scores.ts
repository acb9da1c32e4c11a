import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members are scored by a table of their bloc: where each stands, every entry ever made, and what was written to it. */
export class MemberScores1795000000351 implements MigrationInterface {
  readonly name = 'MemberScores1795000000351';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_score (
        id uuid not null constraint member_score_pkey primary key,
        table_id uuid not null constraint member_score_table_id_fkey references score_table,
        member_id uuid not null constraint member_score_member_id_fkey references member,
        stage text not null,
        round integer not null,
        total numeric,
        constraint member_score_table_id_member_id_key unique (table_id, member_id),
        constraint member_score_stage_check check (stage in ('OPEN', 'SUBMITTED', 'REVIEWED', 'EXPLAINED', 'FINAL')),
        constraint member_score_total_check check ((stage = 'FINAL') = (total is not null))
      )
    `);
    await runner.query(`
      create table score_entry (
        id uuid not null constraint score_entry_pkey primary key,
        member_score_id uuid not null constraint score_entry_member_score_id_fkey references member_score,
        key text not null,
        part text not null,
        version integer not null,
        round integer not null,
        entry jsonb,
        note text,
        role text not null,
        account_id uuid not null constraint score_entry_account_id_fkey references account,
        entered_at timestamptz(3) not null,
        superseded_at timestamptz(3),
        batch uuid not null,
        constraint score_entry_member_score_id_key_part_version_key unique (member_score_id, key, part, version),
        constraint score_entry_part_check check (part in ('SELF', 'REVIEW')),
        constraint score_entry_role_check check (role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE'))
      )
    `);
    await runner.query(`
      create unique index score_entry_standing_key on score_entry (member_score_id, key, part) where superseded_at is null
    `);
    await runner.query(`
      create table score_remark (
        id uuid not null constraint score_remark_pkey primary key,
        member_score_id uuid not null constraint score_remark_member_score_id_fkey references member_score,
        key text not null,
        kind text not null,
        text text not null,
        role text not null,
        account_id uuid not null constraint score_remark_account_id_fkey references account,
        written_at timestamptz(3) not null,
        batch uuid not null,
        constraint score_remark_kind_check check (kind in ('REMARK', 'EXPLANATION')),
        constraint score_remark_role_check check (role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE'))
      )
    `);
    await runner.query('create index score_remark_member_score_id_key_idx on score_remark (member_score_id, key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['score_remark', 'score_entry', 'member_score']) await runner.query(`drop table ${table}`);
  }
}
