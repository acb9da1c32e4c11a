import type { MigrationInterface, QueryRunner } from 'typeorm';

const rule = [
  ...['electorate', 'quorum_numerator', 'quorum_denominator', 'pass_numerator', 'pass_denominator', 'pass_strict'],
  ...['base', 'seats', 'floor', 'tie_order', 'self_vote', 'double_majority', 'member_weights'],
].join(',');
const atConference = (id: string) =>
  `(select min(e.at) from event e where e.stream = ${id} and e.kind = 'conferenceImported')`;
const atBloc = (id: string) =>
  `(select min(e.at) from event e join conference c on c.id = e.stream where c.bloc_id = ${id} and e.kind = 'conferenceImported')`;

/** Table, key, columns, when it was first told, and of which rows. A post is one fact, whoever holds it. */
const facts = [
  ['conference', 'id', 'name,place,held_on,held_text', atConference('f.id'), 'true'],
  ['delegate', 'id', 'name,posts', atConference('f.conference_id'), 'true'],
  ['member', 'id', 'official_name,short_name,aliases', atBloc('f.bloc_id'), 'true'],
  ['voting_rule', 'id', rule, atBloc('f.bloc_id'), 'true'],
  [
    ...['leadership_term', 'bloc_id,year,role,ordinal', 'member_id,mode,superseded_at', atBloc('f.bloc_id')],
    'not f.rehearsal and f.superseded_at is null',
  ],
] as const;

/** Conferences, people, members, rules and posts have their versions too. */
export class MoreFactVersions1795000000290 implements MigrationInterface {
  readonly name = 'MoreFactVersions1795000000290';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, key, columns, firstTold, which] of facts) {
      await runner.query(`
        insert into fact_version (fact, key, number, known_from, data)
        select '${table}', fact_part(to_jsonb(f), '${key}', true) #>> '{}', 1,
          coalesce(${firstTold}, date_trunc('milliseconds', clock_timestamp())), fact_part(to_jsonb(f), '${columns}', false)
        from ${table} f where ${which}
      `);
      const rows = table === 'leadership_term' ? ' when (not new.rehearsal)' : '';
      const writes = table === 'leadership_term' ? 'insert or update' : 'insert or update or delete';
      await runner.query(`
        create trigger ${table}_keep_fact after ${writes} on ${table}
        for each row${rows} execute function keep_fact('${key}', '${columns}')
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of facts) {
      await runner.query(`drop trigger ${table}_keep_fact on ${table}`);
      await runner.query(`delete from fact_version where fact = '${table}'`);
    }
  }
}
