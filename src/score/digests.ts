import { canonicalText, type Json, sha256 } from '../log/canonical';
import type { ScoreEntry } from './score-entry';
import type { ScoreRemark } from './score-remark';

/** SHA-256 of entries, in the order of their keys. Their ids are part of it: nobody can find the points by trying. */
export function entriesDigest(rows: readonly Pick<ScoreEntry, 'id' | 'key' | 'entry' | 'note'>[]): string {
  return digest(rows.map(({ id, key, entry, note }) => ({ id, key, entry: entry as Json, note })));
}

/** The same of remarks and explanations. */
export function remarksDigest(rows: readonly Pick<ScoreRemark, 'id' | 'key' | 'text'>[]): string {
  return digest(rows.map(({ id, key, text }) => ({ id, key, text })));
}

const digest = (
  said: readonly { readonly id: string; readonly key: string; readonly [part: string]: Json }[],
): string => sha256(canonicalText(said.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))));

const place = ({ key, id }: { readonly key: string; readonly id: string }): string => `${key} ${id}`;
