import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a vote was cast; ballots of a secret poll that are on paper; how often a poll was opened. */
export class BallotsByHand1795000000201 implements MigrationInterface {
  readonly name = 'BallotsByHand1795000000201';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table poll_roll
        add column method text not null default 'SESSION',
        add constraint poll_roll_method_check check (method in ('SESSION', 'BY_HAND', 'ON_PAPER'))
    `);
    await runner.query(`
      alter table poll
        add column openings integer not null default 0,
        add column paper jsonb,
        add constraint poll_paper_check check (paper is null or secrecy = 'UNLINKED')
    `);
  }

  /** Fails where a vote was cast on paper: the older release would miss its ballot. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table poll_roll add constraint poll_roll_no_paper check (method <> 'ON_PAPER')
    `);
    await runner.query('alter table poll_roll drop column method');
    await runner.query('alter table poll drop column openings, drop column paper');
  }
}
