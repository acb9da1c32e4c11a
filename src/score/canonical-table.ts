import { canonicalText, type Json, sha256 } from '../log/canonical';
import type { ScoreTable } from './table';

/** The text of a table, the same whatever the file it came in looked like. */
export function canonicalTable(table: ScoreTable): string {
  // A table is plain JSON with whole numbers only; an interface cannot say so.
  return canonicalText(table as unknown as Json);
}

/** What a bloc agrees on when it agrees on a table: SHA-256 of its canonical text. */
export function tableHash(table: ScoreTable): string {
  return sha256(canonicalTable(table));
}
