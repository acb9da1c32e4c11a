import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers as they were adopted, each with its hashes. */
export class AdoptedPapers1795000000380 implements MigrationInterface {
  readonly name = 'AdoptedPapers1795000000380';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table adopted_paper (
        id uuid not null constraint adopted_paper_pkey primary key,
        conference_id uuid not null constraint adopted_paper_conference_id_fkey references conference,
        kind text not null,
        ordinal int not null,
        number text,
        dated_on date,
        content text not null,
        content_hash text not null,
        digest text not null,
        reason text,
        adopted_at timestamptz(3) not null,
        scan_hash text,
        constraint adopted_paper_conference_id_kind_ordinal_key unique (conference_id, kind, ordinal),
        constraint adopted_paper_kind_check check (kind in ('MINUTES', 'COUNTING', 'SUBMISSION', 'NOMINEES')),
        constraint adopted_paper_hash_check check (digest ~ '^[0-9a-f]{64}$' and content_hash ~ '^[0-9a-f]{64}$' and scan_hash ~ '^[0-9a-f]{64}$')
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table adopted_paper');
  }
}
