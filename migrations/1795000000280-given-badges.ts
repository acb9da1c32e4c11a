import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which session, and when, the badge or identity was given that a session was opened with. */
export class GivenBadges1795000000280 implements MigrationInterface {
  readonly name = 'GivenBadges1795000000280';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['badge', 'identity', 'session'])
      await runner.query(`
        alter table ${table}
          add column given_in uuid constraint ${table}_given_in_fkey references session(id),
          add column given_at timestamptz(3)
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['badge', 'identity', 'session'])
      await runner.query(`alter table ${table} drop column given_in, drop column given_at`);
  }
}
