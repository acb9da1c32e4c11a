import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places for what sources tell in part: numbers without names, dates of directives, members seen in one year, mid-year reviews. */
export class ToldInPart1795000000195 implements MigrationInterface {
  readonly name = 'ToldInPart1795000000195';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table conference
        add column reviews_year integer,
        add column stated_members integer,
        add column member_order uuid[],
        add constraint conference_reviews_check check (reviews_year is null or kind = 'MIDYEAR')
    `);
    await runner.query('alter table pact add column stated_contents integer');
    await runner.query('alter table directive add column issued_on date');
    await runner.query(`
      alter table membership
        add column seen_only boolean not null default false,
        add constraint membership_seen_check check (not seen_only or (from_year is not null and to_year is not null))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table membership drop column seen_only');
    await runner.query('alter table directive drop column issued_on');
    await runner.query('alter table pact drop column stated_contents');
    await runner.query(`
      alter table conference drop column reviews_year, drop column stated_members, drop column member_order
    `);
  }
}
