import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands behind a signature on paper: the hash of the scan, and where the paper is. */
export class SignaturesOnPaper1795000000202 implements MigrationInterface {
  readonly name = 'SignaturesOnPaper1795000000202';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table signature
        add column scan_hash text,
        add column note text,
        add constraint signature_paper_check check ((method = 'PAPER') = (scan_hash is not null))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signature drop column scan_hash, drop column note');
  }
}
