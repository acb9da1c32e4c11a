import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hall may show totals and ranks. */
export class HallRanks1795000000385 implements MigrationInterface {
  readonly name = 'HallRanks1795000000385';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hall_view drop constraint hall_view_scene_check;
      alter table hall_view add constraint hall_view_scene_check
        check (scene in ('AUTOMATIC', 'POLLS', 'WALL', 'RESULTS', 'RANKS', 'AGENDA', 'SPEAKERS', 'TEXT', 'BREAK'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update hall_view set scene = 'AUTOMATIC' where scene = 'RANKS';
      alter table hall_view drop constraint hall_view_scene_check;
      alter table hall_view add constraint hall_view_scene_check
        check (scene in ('AUTOMATIC', 'POLLS', 'WALL', 'RESULTS', 'AGENDA', 'SPEAKERS', 'TEXT', 'BREAK'))
    `);
  }
}
