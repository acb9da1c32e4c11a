import type { MigrationInterface, QueryRunner } from 'typeorm';

const belongs = (year: string) => `exists (
  select from membership s where s.member_id = m.id
    and coalesce(s.from_year, ${year}) <= ${year} and coalesce(s.to_year, ${year}) >= ${year})`;

/** Members and attendance of a conference as they were when it closed. What closed before keeps the members of today. */
export class KeptAtClosing1795000000171 implements MigrationInterface {
  readonly name = 'KeptAtClosing1795000000171';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table conference add column attendance_at_closing jsonb');
    await runner.query(`
      create table conference_member (
        conference_id uuid not null,
        member_id uuid not null,
        ordinal integer not null,
        voting boolean not null,
        signing boolean not null,
        constraint conference_member_conference_id_fkey foreign key (conference_id) references conference (id),
        constraint conference_member_member_id_fkey foreign key (member_id) references member (id),
        constraint conference_member_pkey primary key (conference_id, member_id)
      )
    `);
    await runner.query(`
      insert into conference_member (conference_id, member_id, ordinal, voting, signing)
      select conference_id, member_id, row_number() over (partition by conference_id order by ordinal, member_id), voting, signing
      from (
        select c.id as conference_id, m.id as member_id, m.ordinal,
          ${belongs('coalesce(c.closes_year, c.opens_year)')} as voting, ${belongs('c.opens_year')} as signing
        from conference c join member m on m.bloc_id = c.bloc_id
        where c.state = 'CLOSED'
      ) known
      where voting or signing
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table conference_member');
    await runner.query('alter table conference drop column attendance_at_closing');
  }
}
