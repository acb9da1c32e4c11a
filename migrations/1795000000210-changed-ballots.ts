import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In a named poll that was made so, a vote can be changed until closing; what it was stays. */
export class ChangedBallots1795000000210 implements MigrationInterface {
  readonly name = 'ChangedBallots1795000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table poll add column may_change boolean not null default false,
        add constraint poll_may_change_check check (secrecy = 'NAMED' or not may_change)
    `);
    await runner.query(`
      create table named_ballot_change (
        poll_id uuid not null,
        elector_id uuid not null,
        sequence bigint not null,
        delegate_id uuid not null,
        former text[] not null,
        choices text[] not null,
        at timestamptz(3) not null,
        constraint named_ballot_change_pkey primary key (poll_id, elector_id, sequence),
        constraint named_ballot_change_poll_id_elector_id_fkey
          foreign key (poll_id, elector_id) references named_ballot (poll_id, elector_id),
        constraint named_ballot_change_delegate_id_fkey foreign key (delegate_id) references delegate (id)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table named_ballot_change');
    await runner.query('alter table poll drop constraint poll_may_change_check, drop column may_change');
  }
}
