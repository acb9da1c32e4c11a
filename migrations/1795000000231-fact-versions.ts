import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of each table is a fact that is superseded and never overwritten: its key, its columns, and whose conference it is of. */
const facts = [
  ['result', 'id', 'kind,raw,value,unit,text,flags', 'f.conference_id'],
  ['movement', 'id', 'field,emphasised,text', 'f.conference_id'],
  ['directive', 'id', 'number,issued_on,issuer,text', 'f.conference_id'],
  ['key_task', 'id', 'text,flags', 'f.conference_id'],
  ['resolution', 'id', 'method,text', 'f.conference_id'],
  ['award_proposal', 'id', 'reason,addressee', 'f.conference_id'],
  ['pact', 'id', 'title,preamble,stated_contents', 'f.conference_id'],
  ['pact_article', 'pact_id,ordinal', 'heading,text', '(select p.conference_id from pact p where p.id = f.pact_id)'],
  ['pact_target', 'pact_id,ordinal', 'raw,value,unit', '(select p.conference_id from pact p where p.id = f.pact_id)'],
] as const;

/** Every version of every fact, kept by the database itself, whoever writes. */
export class FactVersions1795000000231 implements MigrationInterface {
  readonly name = 'FactVersions1795000000231';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fact_version (
        fact text not null,
        key text not null,
        number integer not null,
        known_from timestamp(3) with time zone not null,
        data jsonb,
        stream uuid,
        sequence bigint,
        written_by text,
        constraint fact_version_pkey primary key (fact, key, number)
      )
    `);
    await runner.query(
      'create index fact_version_unnamed_idx on fact_version (written_by) where written_by is not null',
    );
    await runner.query(partOf);
    await runner.query(keepFact);
    for (const [table, key, columns, conference] of facts) {
      await runner.query(`
        insert into fact_version (fact, key, number, known_from, data)
        select '${table}', fact_part(to_jsonb(f), '${key}', true) #>> '{}', 1, coalesce(
          (select min(e.at) from event e where e.stream = ${conference} and e.kind = 'conferenceImported'),
          date_trunc('milliseconds', clock_timestamp())
        ), fact_part(to_jsonb(f), '${columns}', false)
        from ${table} f
      `);
      await runner.query(`
        create trigger ${table}_keep_fact after insert or update or delete on ${table}
        for each row execute function keep_fact('${key}', '${columns}')
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of facts) await runner.query(`drop trigger ${table}_keep_fact on ${table}`);
    await runner.query('drop function keep_fact()');
    await runner.query('drop function fact_part(jsonb, text, boolean)');
    await runner.query('drop table fact_version');
  }
}

// Numbers as text, so that no reader makes a float of a decimal.
const partOf = `
  create function fact_part(fact jsonb, columns text, joined boolean) returns jsonb language sql immutable parallel safe
  return case when joined
    then to_jsonb(array_to_string(array(
      select fact ->> name from unnest(string_to_array(columns, ',')) with ordinality as c (name, place) order by place
    ), '/'))
    else (
      select jsonb_object_agg(name, case jsonb_typeof(fact -> name) when 'number' then to_jsonb(fact ->> name) else fact -> name end)
      from unnest(string_to_array(columns, ',')) as c (name)
    )
  end
`;

// Of one transaction there is one version at most: an article that is taken away and written again is changed, or is not.
const keepFact = `
  create function keep_fact() returns trigger language plpgsql as $$
  declare
    writer text := pg_current_xact_id()::text;
    fact jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    own text := fact_part(fact, tg_argv[0], true) #>> '{}';
    told jsonb := case tg_op when 'DELETE' then null else fact_part(fact, tg_argv[1], false) end;
    last fact_version;
    before fact_version;
  begin
    if current_setting('giaouoc.restoring', true) = 'on' then
      return null;
    end if;
    select * into last from fact_version v
      where v.fact = tg_table_name and v.key = own order by number desc limit 1;
    if last.data is not distinct from told then
      return null;
    end if;
    if last.written_by = writer then
      select * into before from fact_version v
        where v.fact = tg_table_name and v.key = own and v.number = last.number - 1;
      if before.data is not distinct from told then
        delete from fact_version v where v.fact = tg_table_name and v.key = own and v.number = last.number;
      else
        update fact_version v set data = told
          where v.fact = tg_table_name and v.key = own and v.number = last.number;
      end if;
      return null;
    end if;
    insert into fact_version (fact, key, number, known_from, data, written_by) values (
      tg_table_name, own, coalesce(last.number, 0) + 1, date_trunc('milliseconds', clock_timestamp()), told, writer
    );
    return null;
  end
  $$
`;
