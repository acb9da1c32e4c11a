import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { Said } from './read-log';

interface VersionRow {
  readonly key: string;
  readonly number: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly sequence: number | null;
}

/**
 * What is wrong with the corrected results of a conference: each correction of the log made the version that it tells of,
 * on top of the one it tells of, and nothing came after it without an entry.
 */
export async function checkResults(
  read: EntityManager,
  stream: string,
  said: readonly Said[],
): Promise<readonly string[]> {
  const entries = said.filter(({ kind }) => kind === 'resultCorrected');
  if (entries.length === 0) return [];
  const rows = await read.query<VersionRow[]>(versionRows, [stream, entries.map(({ subject }) => subject)]);
  return [
    ...entries.flatMap((entry) => correctionFault(entry, rows) ?? []),
    ...rows.flatMap(({ key, number, sequence }) =>
      number > 1 && sequence === null ? [`result ${key}: its version ${number} came by no entry`] : [],
    ),
  ];
}

function correctionFault({ sequence, subject, data }: Said, rows: readonly VersionRow[]): string | null {
  const made = rows.find((row) => row.key === subject && row.sequence === sequence);
  const former = rows.find((row) => row.key === subject && row.number === (made?.number ?? 0) - 1);
  if (saidBy(made, data.after) && saidBy(former, data.before)) return null;
  return `result ${subject}: its versions are not those that entry ${sequence} tells of`;
}

const saidBy = (row: VersionRow | undefined, told: unknown): boolean =>
  isDeepStrictEqual(row?.data && Object.fromEntries(fields.map((field) => [field, row.data?.[field] ?? null])), told);

const fields = ['raw', 'value', 'unit', 'text'];

const versionRows = `
  select v.key, v.number, v.data, case when v.stream = $1 then v.sequence::int end as sequence
  from fact_version v where v.fact = 'result' and v.key = any($2) order by v.key, v.number
`;
