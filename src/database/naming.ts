import { DefaultNamingStrategy, type Table } from 'typeorm';

const snake = (text: string) => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const bare = (table: Table | string) => (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');

/**
 * Names tables, columns and constraints as PostgreSQL itself would: `poll_option`, `poll_pkey`, `poll_slug_key`,
 * `poll_conference_id_fkey`, so that an error message and the schema dump are readable.
 */
export class SnakeNaming extends DefaultNamingStrategy {
  override tableName(className: string, given?: string): string {
    return given || snake(className);
  }
  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, given || property].join('_'));
  }
  override primaryKeyName(table: Table | string): string {
    return `${bare(table)}_pkey`;
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${bare(table)}_${columns.join('_')}_key`;
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${bare(table)}_${columns.join('_')}_fkey`;
  }
  override indexName(table: Table | string, columns: string[]): string {
    return `${bare(table)}_${columns.join('_')}_idx`;
  }
}
