import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flags are known by what they are, not by two codes: an award of another file may be one too. */
export class KindOfAward1795000000111 implements MigrationInterface {
  readonly name = 'KindOfAward1795000000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table award add column kind text not null default 'OTHER',
        add constraint award_kind_check check (kind in ('EMULATION_FLAG', 'OTHER'))
    `);
    await runner.query(`
      update award set kind = 'EMULATION_FLAG' where name ->> 'vi' ~ '(^|[^[:alpha:]])[Cc][ờỜ]([^[:alpha:]]|$)'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table award drop column kind');
  }
}
