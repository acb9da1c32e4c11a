import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the pages of a bloc ask by, so that they do not read the tables of all blocs. */
export class IndexesOfPages1795000000010 implements MigrationInterface {
  readonly name = 'IndexesOfPages1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index conference_bloc_id_idx on conference (bloc_id)');
    await runner.query('create index result_bloc_id_idx on result (bloc_id)');
    await runner.query('create index signature_pact_id_idx on signature (pact_id)');
    await runner.query('create index leadership_term_conference_id_idx on leadership_term (conference_id)');
    await runner.query('create index leadership_term_member_id_idx on leadership_term (member_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index leadership_term_member_id_idx');
    await runner.query('drop index leadership_term_conference_id_idx');
    await runner.query('drop index signature_pact_id_idx');
    await runner.query('drop index result_bloc_id_idx');
    await runner.query('drop index conference_bloc_id_idx');
  }
}
