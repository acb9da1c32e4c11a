import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ballots of secret polls lie sealed while they are open. A poll that was opened before has no key: it has to be closed, or
 * set aside, first.
 */
export class SealedBallots1795000000393 implements MigrationInterface {
  readonly name = 'SealedBallots1795000000393';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if exists (select from poll where secrecy = 'UNLINKED' and state = 'OPEN') then
          raise exception 'a secret poll is open: close it, or set it aside, with the release that opened it, and then update';
        end if;
      end $$
    `);
    await runner.query('alter table poll add column ballot_key text');
    await runner.query(`
      alter table poll add constraint poll_ballot_key_check
        check (ballot_key is null and not (secrecy = 'UNLINKED' and state = 'OPEN')
          or secrecy = 'UNLINKED' and ballot_key ~ '^[A-Za-z0-9_-]{43}$')
    `);
    await runner.query(`
      create table sealed_ballot (
        id uuid not null constraint sealed_ballot_pkey primary key,
        poll_id uuid not null constraint sealed_ballot_poll_id_fkey references poll,
        sealed bytea not null,
        constraint sealed_ballot_sealed_check check (octet_length(sealed) = 82)
      )
    `);
    await runner.query('create index sealed_ballot_poll_id_idx on sealed_ballot (poll_id)');
    await runner.query(`
      alter table sealed_ballot set (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sealed_ballot');
    await runner.query('alter table poll drop column ballot_key');
  }
}
