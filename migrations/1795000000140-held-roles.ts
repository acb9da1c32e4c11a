import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of those who work for a bloc over the year, and the roles they hold at it, from when until when. */
export class HeldRoles1795000000140 implements MigrationInterface {
  readonly name = 'HeldRoles1795000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        drop constraint account_role_check,
        drop constraint account_scope_check,
        add constraint account_role_check check (role in ('ADMINISTRATOR', 'CHAIR', 'SECRETARY', 'DELEGATE', 'OBSERVER', 'STAFF', 'APP')),
        add constraint account_scope_check check ((role in ('ADMINISTRATOR', 'STAFF', 'APP') or conference_id is not null) and (role = 'DELEGATE') <= (delegate_id is not null))
    `);
    await runner.query(`
      create table held_role (
        id uuid not null,
        bloc_id uuid not null,
        account_id uuid not null,
        role text not null,
        member_id uuid,
        term_id uuid,
        valid_from timestamptz(3) not null,
        valid_until timestamptz(3),
        constraint held_role_role_check check (role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE')),
        constraint held_role_of_check check ((role = 'COUNCIL_OFFICE') = (member_id is null) and (role = 'LEADER_OFFICE') = (term_id is not null)),
        constraint held_role_span_check check (valid_until >= valid_from),
        constraint held_role_pkey primary key (id),
        constraint held_role_bloc_id_fkey foreign key (bloc_id) references bloc(id),
        constraint held_role_account_id_fkey foreign key (account_id) references account(id),
        constraint held_role_member_id_fkey foreign key (member_id) references member(id),
        constraint held_role_term_id_fkey foreign key (term_id) references leadership_term(id)
      )
    `);
    await runner.query('create index held_role_bloc_id_idx on held_role (bloc_id)');
    await runner.query('create index held_role_account_id_idx on held_role (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table held_role');
    await runner.query(`
      alter table account
        drop constraint account_role_check,
        drop constraint account_scope_check,
        add constraint account_role_check check (role in ('ADMINISTRATOR', 'CHAIR', 'SECRETARY', 'DELEGATE', 'OBSERVER', 'APP')),
        add constraint account_scope_check check ((role in ('ADMINISTRATOR', 'APP') or conference_id is not null) and (role = 'DELEGATE') <= (delegate_id is not null))
    `);
  }
}
