import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the agenda stood before an item was started: what undoing the start brings back. */
export class UndoAgendaStart1795000000185 implements MigrationInterface {
  readonly name = 'UndoAgendaStart1795000000185';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table agenda_item add column undo_to jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table agenda_item drop column undo_to');
  }
}
