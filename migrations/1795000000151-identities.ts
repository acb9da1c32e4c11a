import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an OpenID provider knows, and whose account that is. */
export class Identities1795000000151 implements MigrationInterface {
  readonly name = 'Identities1795000000151';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity (
        id uuid not null constraint identity_pkey primary key,
        account_id uuid not null constraint identity_account_id_fkey references account (id),
        issuer text not null,
        subject text not null,
        constraint identity_issuer_subject_key unique (issuer, subject)
      )
    `);
    await runner.query('create index identity_account_id_idx on identity (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table identity');
  }
}
