import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a session or key was last shown, and the conferences a key is limited to. */
export class SessionsAndKeys1795000000130 implements MigrationInterface {
  readonly name = 'SessionsAndKeys1795000000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table session
        add column last_used_at timestamptz(3),
        add column conference_ids uuid[],
        add constraint session_conferences_check check (cardinality(conference_ids) > 0)
    `);
    await runner.query('create index badge_account_id_idx on badge (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index badge_account_id_idx');
    await runner.query('alter table session drop column last_used_at, drop column conference_ids');
  }
}
