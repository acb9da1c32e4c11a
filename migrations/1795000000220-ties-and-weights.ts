import type { MigrationInterface, QueryRunner } from 'typeorm';

const numbers = `electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO')
  and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator
  and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0) and floor >= 0`;
const terms = `tie_order[1] = 'VOTES'
  and tie_order <@ array['VOTES', 'SCORE', 'DECREE_152_ART_4_6', 'SECOND_BALLOT', 'LEADERS_DECIDE']
  and (member_weights is null or jsonb_typeof(member_weights) = 'object')
  and not (double_majority and (member_weights is not null or electorate = 'MEMBERS'))`;
const asking = 'quorum_numerator > 0 and pass_numerator > 0 and floor >= 3';

/**
 * Rules say what decides a tie, whether a member votes on itself, what each vote weighs and whether members must agree
 * with their delegates. Rules of before have a second ballot and then the leaders, votes of one weight, and self-votes.
 */
export class TiesAndWeights1795000000220 implements MigrationInterface {
  readonly name = 'TiesAndWeights1795000000220';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['voting_rule', 'poll'])
      await runner.query(`
        alter table ${table}
          add column tie_order text[] not null default '{VOTES,SECOND_BALLOT,LEADERS_DECIDE}',
          add column self_vote boolean not null default true,
          add column double_majority boolean not null default false,
          add column member_weights jsonb
      `);
    await this.check(runner, `${numbers} and ${terms}`);
    await runner.query(`
      alter table poll add column second_ballot integer not null default 0, add column tie_decision jsonb,
        add constraint poll_second_ballot_check check (second_ballot between 0 and 2 and (second_ballot = 0 or previous_id is not null)),
        add constraint poll_tie_decision_check check (tie_decision is null or state in ('CLOSED', 'VOID')),
        add constraint poll_weights_check check (secrecy = 'NAMED' or (member_weights is null and not double_majority))
    `);
    await runner.query(`
      alter table poll_elector add column weight numeric not null default 1,
        add constraint poll_elector_weight_check check (weight > 0)
    `);
    await runner.query('alter table poll_option add column goes_first boolean, add column score numeric');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table poll_option drop column goes_first, drop column score');
    await runner.query('alter table poll_elector drop column weight');
    await runner.query('alter table poll drop column second_ballot, drop column tie_decision');
    await runner.query('alter table poll drop constraint poll_weights_check');
    await this.check(runner, numbers);
    for (const table of ['voting_rule', 'poll'])
      await runner.query(`
        alter table ${table} drop column tie_order, drop column self_vote, drop column double_majority, drop column member_weights
      `);
  }

  private async check(runner: QueryRunner, sound: string): Promise<void> {
    await runner.query(`
      alter table voting_rule drop constraint voting_rule_check,
        add constraint voting_rule_check check (${sound} and ${asking}) not valid
    `);
    await runner.query(`
      alter table poll drop constraint poll_rule_check,
        add constraint poll_rule_check check (${sound} and (state in ('CLOSED', 'VOID') or (${asking}))) not valid
    `);
  }
}
