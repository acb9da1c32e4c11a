import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every node looks every second for papers that have run out: few delegates have one that ends. */
export class EndingPapers1795000000341 implements MigrationInterface {
  readonly name = 'EndingPapers1795000000341';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index delegate_ending_paper_idx on delegate (proxy_until) where proxy_until is not null
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index delegate_ending_paper_idx');
  }
}
