import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the hall is to show, and who wants to speak in it. At most one speaks at a time, and nobody waits twice. */
export class Hall1795000000240 implements MigrationInterface {
  readonly name = 'Hall1795000000240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hall_view (
        conference_id uuid not null constraint hall_view_pkey primary key
          constraint hall_view_conference_id_fkey references conference(id),
        scene text not null constraint hall_view_scene_check
          check (scene in ('AUTOMATIC', 'POLLS', 'WALL', 'RESULTS', 'AGENDA', 'SPEAKERS', 'TEXT', 'BREAK')),
        poll_ids uuid[] not null,
        text jsonb,
        ends_at timestamptz(3),
        chosen_at timestamptz(3) not null
      )
    `);
    await runner.query(`
      create table speaker (
        id uuid not null constraint speaker_pkey primary key,
        conference_id uuid not null constraint speaker_conference_id_fkey references conference(id),
        delegate_id uuid not null constraint speaker_delegate_id_fkey references delegate(id),
        ordinal integer not null,
        topic text,
        state text not null constraint speaker_state_check
          check (state in ('WAITING', 'SPEAKING', 'DONE', 'WITHDRAWN')),
        seconds integer constraint speaker_seconds_check check (seconds > 0),
        asked_at timestamptz(3) not null,
        started_at timestamptz(3),
        ended_at timestamptz(3)
      )
    `);
    await runner.query(`
      create index speaker_conference_id_idx on speaker (conference_id) where (state in ('WAITING', 'SPEAKING'));
      create unique index speaker_speaking_key on speaker (conference_id) where (state = 'SPEAKING');
      create unique index speaker_delegate_key on speaker (delegate_id) where (state in ('WAITING', 'SPEAKING'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table speaker; drop table hall_view');
  }
}
