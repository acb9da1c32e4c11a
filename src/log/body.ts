import { canonicalText, type Json } from './canonical';

/** Version of the canonical form; it changes only when the meaning of a field does. */
export const bodyVersion = 1;

/** The canonical text of an entry around the two values that are known only once its place in the log is taken. */
export interface BodyParts {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/**
 * The text of an entry in pieces: `before`, its time, `between`, its sequence, `after`. Put together it is the canonical
 * text (log/canonical) of `{ v, stream, sequence, at, kind, subject, actor, data }`, whose members stand in the order of
 * their names. So a statement can write the entry at the place it takes, without a second round trip.
 */
export function bodyParts(
  actor: { readonly accountId: string | null; readonly name: string; readonly role: string },
  {
    stream,
    kind,
    subject,
    data,
  }: { readonly [key in 'stream' | 'kind' | 'subject']: string } & { readonly data: Json },
): BodyParts {
  const by = { id: actor.accountId, name: actor.name, role: actor.role };
  const [head, tail] = [{ actor: by }, { stream, subject, v: bodyVersion }];
  return {
    before: `${canonicalText(head).slice(0, -1)},"at":"`,
    between: `",${canonicalText({ data, kind }).slice(1, -1)},"sequence":`,
    after: `,${canonicalText(tail).slice(1)}`,
  };
}

/** @param at of the entry, in milliseconds */
export function bodyAt({ before, between, after }: BodyParts, at: Date, sequence: number): string {
  return `${before}${at.toISOString()}${between}${sequence}${after}`;
}

/** SQL for the same, of columns named like the parts. `at` is a timestamptz of whole milliseconds. */
export const bodySql = (parts: string, at: string, sequence: string): string => `(
  ${parts}.before || to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || ${parts}.between || (${sequence})::text || ${parts}.after
)`;
