import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words of names without marks, for search: "da nang" finds Đà Nẵng. Marks are taken off by decomposing; đ does not
 * decompose. Immutable, so that it can be indexed: array_to_string is not only for types whose text depends on settings.
 */
export class SearchWords1795000000120 implements MigrationInterface {
  readonly name = 'SearchWords1795000000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function search_words(texts text[]) returns tsvector language sql immutable parallel safe
      return to_tsvector('simple'::regconfig, regexp_replace(
        lower(translate(regexp_replace(normalize(array_to_string(texts, ' '), nfd), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'dd')),
        '[^a-z0-9]+', ' ', 'g'
      ))
    `);
    await runner.query(`
      create index bloc_search on bloc using gin (search_words(array[slug, name->>'vi', name->>'en']))
    `);
    await runner.query(`
      create index member_search on member using gin (search_words(
        aliases || array[code, official_name->>'vi', official_name->>'en', short_name->>'vi', short_name->>'en']
      ))
    `);
    await runner.query(`
      create index conference_search on conference using gin (search_words(array[slug, name->>'vi', name->>'en']))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['conference', 'member', 'bloc']) await runner.query(`drop index ${table}_search`);
    await runner.query('drop function search_words(text[])');
  }
}
