import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The emblem of a bloc, as its file brings it; kept by its hash, so that an address shows one picture for good. */
export class Emblems1795000000241 implements MigrationInterface {
  readonly name = 'Emblems1795000000241';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table emblem (
        id uuid not null constraint emblem_pkey primary key,
        sha256 text not null constraint emblem_sha256_key unique,
        type text not null constraint emblem_type_check check (type in ('image/png', 'image/jpeg', 'image/webp')),
        bytes bytea not null constraint emblem_bytes_check check (length(bytes) <= 131072)
      )
    `);
    await runner.query(`
      alter table bloc add column emblem_hash text
        constraint bloc_emblem_hash_fkey references emblem(sha256)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bloc drop column emblem_hash; drop table emblem');
  }
}
