import { Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import type { Loader } from '../graphql/loading/loader';
import { Decimal, Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import type { FactVersionRow } from '../log/fact-version';

@ObjectType({ description: 'A text of a fact, by the name of its field.' })
export class FactText {
  @Field(() => String, { description: 'Field, such as `text` or `heading`.' })
  field: string;

  @Field(() => TextPair, { description: 'The text.' })
  text: TextPair;
}

@ObjectType({ description: 'Anything else that a fact says, by the name of its column.' })
export class FactValue {
  @Field(() => String, { description: 'Column, such as `held_on` or `aliases`.' })
  field: string;

  @Field(() => String, { description: 'What it says, as text; the parts of a list with `; ` between them.' })
  value: string;
}

@ObjectType({
  description:
    'What a figure or text said from one moment until another. Nothing is overwritten: a correction is one more version, beside those before.',
})
export class FactVersion {
  stream: string | null;
  sequence: number | null;
  /** Who holds a post. */
  memberId: string | null;

  @Field(() => Int, { description: 'From 1, oldest first.' })
  number: number;

  @Field(() => Instant, { description: 'Since when it is known here.' })
  knownFrom: Date;

  @Field(() => Instant, { nullable: true, description: 'Until when it stood; null for the one that stands.' })
  knownUntil: Date | null;

  @Field(() => Boolean, { description: 'True where the fact was taken away: it says nothing from then on.' })
  isRemoved: boolean;

  @Field(() => String, { nullable: true, description: 'The figure or words as printed; null of what has none.' })
  raw: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The figure parsed strictly; null where there is none.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'Unit as printed.' })
  unit: string | null;

  @ListSize(2)
  @Field(() => [FactText], { description: 'Its texts.' })
  texts: readonly FactText[];

  @ListSize(3)
  @Field(() => [FactValue], { description: 'What else it says, such as the day of a conference or a voting rule.' })
  values: readonly FactValue[];
}

/** Every version of each fact, oldest first. A key is the table, a space, and the key of the fact (log/fact-version). */
export const versionsByFact: Loader<string, readonly FactVersion[]> = {
  async read(reader, keys) {
    const rows = await reader.query<(Omit<FactVersionRow, 'knownFrom'> & { knownFrom: Date })[]>(
      `select v.fact, v.key, v.number, v.known_from as "knownFrom", v.data, v.stream, v.sequence
       from unnest($1::text[], $2::text[]) as k (fact, key) join fact_version v using (fact, key)
       order by v.fact, v.key, v.number`,
      [keys.map((key) => key.split(' ', 1)[0]), keys.map((key) => key.slice(key.indexOf(' ') + 1))],
    );
    const byFact = new Map<string, FactVersionRow[]>(keys.map((key) => [key, []]));
    for (const row of rows) byFact.get(`${row.fact} ${row.key}`)?.push(row as FactVersionRow);
    return keys.map((key) => versionsOf(byFact.get(key) ?? []));
  },
};

const versionsOf = (rows: readonly FactVersionRow[]): readonly FactVersion[] =>
  rows.map((row, index) => {
    const { raw = null, value = null, unit = null } = (row.data ?? {}) as Record<string, string | null>;
    return {
      ...{ number: row.number, knownFrom: row.knownFrom, knownUntil: rows[index + 1]?.knownFrom ?? null },
      ...{
        isRemoved: isRemoved(row),
        raw,
        value,
        unit,
        texts: textsOf(row.data ?? {}),
        values: valuesOf(row.data ?? {}),
      },
      memberId: (row.data?.member_id as string | undefined) ?? null,
      ...{ stream: row.stream, sequence: row.sequence === null ? null : Number(row.sequence) },
    };
  });

/** A post that nobody holds any more is taken away too. */
const isRemoved = ({ data }: FactVersionRow): boolean => data === null || (data.superseded_at ?? null) !== null;

const textsOf = (data: object): readonly FactText[] =>
  Object.entries(data)
    .flatMap(([field, value]) => {
      const text = textOf(value);
      return text ? [{ field, text }] : [];
    })
    .sort((a, b) => (a.field < b.field ? -1 : 1));

/** A text, or the titles of posts one after the other; null of anything else. */
function textOf(value: unknown): TextPair | null {
  if (Array.isArray(value) && value.length > 0 && value.every((each) => textOf(each?.title))) {
    const titles = value.map(({ title }) => title as TextPair);
    const en = titles.every((title) => title.en) ? titles.map((title) => title.en).join('; ') : null;
    return { vi: titles.map(({ vi }) => vi).join('; '), en };
  }
  if (typeof value !== 'object' || value === null || !('vi' in value)) return null;
  const { vi, en = null } = value as TextPair;
  return { vi, en };
}

/** What has fields of its own in a version. */
const told: ReadonlySet<string> = new Set(['raw', 'value', 'unit', 'flags', 'posts', 'member_id', 'superseded_at']);

const valuesOf = (data: object): readonly FactValue[] =>
  Object.entries(data)
    .filter(([field, value]) => !told.has(field) && value !== null && !textOf(value))
    .map(([field, value]) => ({ field, value: plainText(value) }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The version that was known at a moment; null where nothing was known, or it was taken away. */
export function versionAt(versions: readonly FactVersion[], at: Date): FactVersion | null {
  const version = versions.findLast(({ knownFrom }) => knownFrom <= at);
  return version && !version.isRemoved ? version : null;
}
