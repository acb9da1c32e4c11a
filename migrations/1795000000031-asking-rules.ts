import type { MigrationInterface, QueryRunner } from 'typeorm';

const sound = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO')
  and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator
  and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0)`;
const asking = 'quorum_numerator > 0 and pass_numerator > 0 and floor >= 3';

/**
 * The fewest ballots a secret poll counts, and no rule that asks for nothing. What ended before keeps the rule it ended
 * by, without a floor. `not valid`: rules of the past that ask for nothing stay until they are written anew; a poll made
 * with one can be closed or set aside, and not opened.
 */
export class AskingRules1795000000031 implements MigrationInterface {
  readonly name = 'AskingRules1795000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voting_rule add column floor integer not null default 5');
    await runner.query('alter table poll add column floor integer not null default 5');
    await runner.query(`update poll set floor = 0 where state in ('CLOSED', 'VOID')`);
    await runner.query('alter table voting_rule drop constraint voting_rule_check');
    await runner.query(`
      alter table voting_rule add constraint voting_rule_check check (${sound} and floor >= 0 and ${asking}) not valid
    `);
    await runner.query('alter table poll drop constraint poll_rule_check');
    await runner.query(`
      alter table poll add constraint poll_rule_check
        check (${sound} and floor >= 0 and (state in ('CLOSED', 'VOID') or (${asking}))) not valid
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['poll', 'voting_rule']) {
      const name = table === 'poll' ? 'poll_rule_check' : 'voting_rule_check';
      await runner.query(`alter table ${table} drop constraint ${name}`);
      await runner.query(`alter table ${table} add constraint ${name} check (${sound})`);
      await runner.query(`alter table ${table} drop column floor`);
    }
  }
}
