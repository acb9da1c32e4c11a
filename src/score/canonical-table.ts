import { canonicalText, type Json, sha256 } from '../log/canonical';
import type { ScoreTable } from './table';

/** What a bloc agrees on when it agrees on a table: SHA-256 of its canonical text, whatever the file it came in looked like. */
export function tableHash(table: ScoreTable): string {
  // A table is plain JSON with whole numbers only; an interface cannot say so.
  return sha256(canonicalText(table as unknown as Json));
}
