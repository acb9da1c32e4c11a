import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The parties of a pact as they were when its text was opened for signature, and each text that was. */
export class PactParties1795000000170 implements MigrationInterface {
  readonly name = 'PactParties1795000000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pact_party (
        pact_id uuid not null,
        member_id uuid not null,
        ordinal integer not null,
        official_name jsonb not null,
        short_name jsonb not null,
        constraint pact_party_pact_id_fkey foreign key (pact_id) references pact (id),
        constraint pact_party_member_id_fkey foreign key (member_id) references member (id),
        constraint pact_party_pkey primary key (pact_id, member_id)
      )
    `);
    await runner.query(`
      create table pact_version (
        pact_id uuid not null,
        number integer not null,
        canonical_text text not null,
        text_hash text not null,
        opened_at timestamptz(3) not null,
        constraint pact_version_pact_id_fkey foreign key (pact_id) references pact (id),
        constraint pact_version_pkey primary key (pact_id, number)
      )
    `);
    await runner.query(`
      insert into pact_party (pact_id, member_id, ordinal, official_name, short_name)
      select p.id, m.id, row_number() over (partition by p.id order by m.ordinal, m.id), m.official_name, m.short_name
      from pact p join conference c on c.id = p.conference_id join member m on m.bloc_id = c.bloc_id
      where p.state <> 'DRAFT' and exists (
        select from membership s where s.member_id = m.id
          and coalesce(s.from_year, p.year) <= p.year and coalesce(s.to_year, p.year) >= p.year
      )
    `);
    await runner.query(`
      insert into pact_version (pact_id, number, canonical_text, text_hash, opened_at)
      select p.id, row_number() over (partition by p.id order by e.sequence), e.body::jsonb -> 'data' ->> 'text',
        e.body::jsonb -> 'data' ->> 'textHash', e.at
      from pact p join event e on e.stream = p.conference_id and e.kind = 'pactOpened'
      where e.body::jsonb ->> 'subject' = p.id::text
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pact_version');
    await runner.query('drop table pact_party');
  }
}
