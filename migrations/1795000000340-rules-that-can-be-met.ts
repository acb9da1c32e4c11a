import type { MigrationInterface, QueryRunner } from 'typeorm';

const sound = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO')
  and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator
  and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0) and floor >= 0
  and tie_order[1] = 'VOTES'
  and tie_order <@ array['VOTES', 'SCORE', 'DECREE_152_ART_4_6', 'SECOND_BALLOT', 'LEADERS_DECIDE']
  and (member_weights is null or jsonb_typeof(member_weights) = 'object')
  and not (double_majority and (member_weights is not null or electorate = 'MEMBERS'))`;
const formerly = 'quorum_numerator > 0 and pass_numerator > 0 and floor >= 3';
const now = `${formerly} and not (pass_strict and pass_numerator = pass_denominator)`;

/**
 * No rule asks for more than all of the votes, which nothing ever gets. `not valid`: such rules of the past stay until they
 * are written anew; a poll made with one can be closed or set aside, and not opened.
 */
export class RulesThatCanBeMet1795000000340 implements MigrationInterface {
  readonly name = 'RulesThatCanBeMet1795000000340';

  async up(runner: QueryRunner): Promise<void> {
    await check(runner, now);
  }

  async down(runner: QueryRunner): Promise<void> {
    await check(runner, formerly);
  }
}

async function check(runner: QueryRunner, asking: string): Promise<void> {
  await runner.query(`
    alter table voting_rule drop constraint voting_rule_check,
      add constraint voting_rule_check check (${sound} and ${asking}) not valid
  `);
  await runner.query(`
    alter table poll drop constraint poll_rule_check,
      add constraint poll_rule_check check (${sound} and (state in ('CLOSED', 'VOID') or (${asking}))) not valid
  `);
}
