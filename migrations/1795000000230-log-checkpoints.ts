import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each log had come to at some of its positions. */
export class LogCheckpoints1795000000230 implements MigrationInterface {
  readonly name = 'LogCheckpoints1795000000230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log_checkpoint (
        stream uuid not null,
        sequence bigint not null,
        state text not null,
        constraint log_checkpoint_pkey primary key (stream, sequence)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table log_checkpoint');
  }
}
