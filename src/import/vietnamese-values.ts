import type { Parsed } from './parse-file';

/** The part of a JSON Schema that says what kind of value stands where. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly $defs?: Readonly<Record<string, SchemaPart>>;
}

/**
 * Reads what a Vietnamese office writes where the schema wants a day, a yes/no or a share: `15/01/2027` and `ngày 15
 * tháng 01 năm 2027` are 2027-01-15; `có` and `không` are true and false; `80 %` is 80/100. Anything else stays
 * as it is, for the schema to judge.
 */
export function readVietnameseValues(data: Parsed, schema: SchemaPart): Parsed {
  const done = new Map<object, Parsed>();
  return read(data, schema);

  function read(value: Parsed, reference: SchemaPart | undefined): Parsed {
    const part = resolved(reference);
    if (!part || value === null) return value;
    if (typeof value === 'string') return readText(value, part);
    if (typeof value !== 'object') return value;
    const before = done.get(value);
    if (before !== undefined) return before;
    const copy = isList(value)
      ? value.map((item) => read(item, part.items))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item, part.properties?.[key])]));
    done.set(value, copy);
    return copy;
  }

  function readText(text: string, part: SchemaPart): Parsed {
    if (part.type === 'boolean') return yesNo.get(text.toLowerCase()) ?? text;
    if (part === schema.$defs?.date) return dayOf(text) ?? text;
    if (part === schema.$defs?.share) return shareOf(text) ?? text;
    return text;
  }

  function resolved(part: SchemaPart | undefined): SchemaPart | undefined {
    const name = part?.$ref?.replace('#/$defs/', '');
    return name === undefined ? part : schema.$defs?.[name];
  }
}

const isList = (value: object): value is readonly Parsed[] => Array.isArray(value);

/** In capitals or not, with marks or without; `true` in quotes too. */
const yesNo: ReadonlyMap<string, boolean> = new Map([
  ...['có', 'co', 'đúng', 'yes', 'true'].map((word) => [word, true] as const),
  ...['không', 'khong', 'sai', 'no', 'false'].map((word) => [word, false] as const),
]);

const dayForms = [
  /^(?:ngày )?(?<day>\d{1,2}) ?(?<mark>[/.-]) ?(?<month>\d{1,2}) ?\k<mark> ?(?<year>\d{4})$/i,
  /^(?:ngày )?(?<day>\d{1,2}) tháng (?<month>\d{1,2}) năm (?<year>\d{4})$/i,
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
];

function dayOf(text: string): string | undefined {
  for (const form of dayForms) {
    const { day = '', month = '', year } = form.exec(text)?.groups ?? {};
    if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return undefined;
}

/** `2 / 3` without its spaces, and `80 %` as 80/100. */
function shareOf(text: string): string | undefined {
  const [, percent] = /^(100|[1-9]\d?) ?%$/.exec(text) ?? [];
  return percent === undefined ? text.replace(/^(\d+) ?\/ ?(\d+)$/, '$1/$2') : `${percent}/100`;
}
