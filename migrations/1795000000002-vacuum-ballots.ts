import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old rows of shuffled ballots are removed at the first autovacuum round after closing, however few they are. */
export class VacuumBallots1795000000002 implements MigrationInterface {
  readonly name = 'VacuumBallots1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table unlinked_ballot set (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table unlinked_ballot reset (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor)
    `);
  }
}
