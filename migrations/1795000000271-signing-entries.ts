import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the entries of signatures without reading the ballots between them. */
export class SigningEntries1795000000271 implements MigrationInterface {
  readonly name = 'SigningEntries1795000000271';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index event_pact_signed_idx on event (stream, sequence) where kind = 'pactSigned'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index event_pact_signed_idx');
  }
}
