import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts of a secret poll that run while it is open tell what each voter chose: those prepared or open now show turnout
 * only, and no others can be made.
 */
export class SilentSecretPolls1795000000030 implements MigrationInterface {
  readonly name = 'SilentSecretPolls1795000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update poll set live_tally = false where secrecy = 'UNLINKED' and live_tally and state in ('DRAFT', 'OPEN')
    `);
    await runner.query(`
      alter table poll add constraint poll_live_tally_check
        check (secrecy = 'NAMED' or not live_tally or state in ('CLOSED', 'VOID'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table poll drop constraint poll_live_tally_check');
  }
}
