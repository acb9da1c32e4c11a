import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delegate may stand in for another, and may be struck from those expected. No mandate to vote has two holders. */
export class MovingMandates1795000000180 implements MigrationInterface {
  readonly name = 'MovingMandates1795000000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table delegate
        add column mandate_id uuid constraint delegate_mandate_id_fkey references delegate(id),
        add column proxy_paper text,
        add column proxy_from timestamptz(3),
        add column proxy_until timestamptz(3),
        add column withdrawn_at timestamptz(3)
    `);
    await runner.query(`
      alter table delegate add constraint delegate_mandate_key
        exclude using btree ((coalesce(mandate_id, id)) with =) where (may_vote) deferrable initially deferred
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delegate drop constraint delegate_mandate_key');
    await runner.query(`
      alter table delegate drop column mandate_id, drop column proxy_paper, drop column proxy_from,
        drop column proxy_until, drop column withdrawn_at
    `);
  }
}
