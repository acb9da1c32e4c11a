import type { Database } from './database';

/**
 * The whole schema as text, in a fixed order: tables with their columns, constraints, indexes, triggers and storage
 * settings, then functions. Two databases of one text are built alike; it is no script to build one from.
 */
export async function describeDatabase(db: Database): Promise<string> {
  const tables = await db.query<{ name: string; lines: string[] }[]>(tablesWithLines);
  const functions = await db.query<{ text: string }[]>(functionTexts);
  return [
    '-- The schema after all migrations, printed by `giaouoc docs`; change it by a migration, never here.',
    ...tables.map(({ name, lines }) => [`\ntable ${name}`, ...lines.map((line) => `  ${line}`)].join('\n')),
    ...functions.map(({ text }) => `\n${text.trimEnd()}`),
    '',
  ].join('\n');
}

const tablesWithLines = `
  select c.relname as name, (
    select array_agg(l.line order by l.kind, l.place, l.line) from (
      select 1 as kind, a.attnum::int as place,
        a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      union all
      select 2, 0, 'constraint ' || conname || ' ' || pg_get_constraintdef(k.oid)
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
      union all
      select 3, 0, replace(pg_get_indexdef(i.indexrelid), 'public.', '')
      from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      union all
      select 4, 0, replace(pg_get_triggerdef(t.oid), 'public.', '') from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
      union all
      select 5, 0, 'with (' || array_to_string(c.reloptions, ', ') || ')' where c.reloptions is not null
    ) l
  ) as lines
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  order by c.relname collate "C"
`;

const functionTexts = `
  select replace(pg_get_functiondef(p.oid), 'public.', '') as text
  from pg_proc p where p.pronamespace = 'public'::regnamespace order by p.proname collate "C"
`;
