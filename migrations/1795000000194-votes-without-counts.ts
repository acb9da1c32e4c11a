import type { MigrationInterface, QueryRunner } from 'typeorm';

const older = `step in ('AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED', 'WITHDRAWN', 'RETRACTED')`;

/** A record may say that a proposal was agreed by a vote whose counts its source does not give. */
export class VotesWithoutCounts1795000000194 implements MigrationInterface {
  readonly name = 'VotesWithoutCounts1795000000194';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table award_decision drop constraint award_decision_step_check,
        add constraint award_decision_step_check
          check (step in ('AGREED', 'VOTED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED', 'WITHDRAWN', 'RETRACTED'))
    `);
  }

  /** Fails where such a vote was recorded: the older release has no place for it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table award_decision drop constraint award_decision_step_check,
        add constraint award_decision_step_check check (${older})
    `);
  }
}
