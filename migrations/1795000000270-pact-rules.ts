import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which rule a pact comes into force, and by which paper a signature was given. */
export class PactRules1795000000270 implements MigrationInterface {
  readonly name = 'PactRules1795000000270';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pact_rule (
        id uuid not null constraint pact_rule_pkey primary key,
        bloc_id uuid not null constraint pact_rule_bloc_id_fkey references bloc,
        year integer not null,
        signatures integer,
        from_day date,
        constraint pact_rule_bloc_id_year_key unique (bloc_id, year),
        constraint pact_rule_check check (signatures > 0)
      )
    `);
    await runner.query(`
      alter table pact
        add column needs_signatures integer,
        add column in_force_from date,
        add column settled_at timestamp(3) with time zone,
        add constraint pact_needs_check check (needs_signatures > 0)
    `);
    await runner.query('update pact set settled_at = in_force_at');
    await runner.query('alter table signature add column authorisation text');
    await runner.query(`
      update signature s set authorisation = d.proxy_paper from delegate d
      where d.id = s.delegate_id and d.proxy_from <= s.signed_at
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signature drop column authorisation');
    await runner.query(`
      alter table pact
        drop constraint pact_needs_check,
        drop column needs_signatures,
        drop column in_force_from,
        drop column settled_at
    `);
    await runner.query('drop table pact_rule');
  }
}
