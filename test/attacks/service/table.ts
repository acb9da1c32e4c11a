import { type Bounds, faultsOf, type Row } from './measure';
import type { DocumentRow } from './measure-documents';

const number = (value: number, digits = 0) => value.toFixed(digits);

export const serviceHead =
  'abuse | ballots | p50 ms | p99 ms | refused | longest silence ms | CPU s: abusers, server | server MB | abuse: answered, refused, open | MB | pass\n--- | --- | --- | --- | --- | --- | --- | --- | --- | --- | ---';

/** One line of the table of abuses. */
export function serviceLine(row: Row, quiet: Row, bounds: Bounds): string {
  const faults = faultsOf(row, quiet, bounds);
  const server = row.serverCpuSeconds === null ? '?' : number(row.serverCpuSeconds, 1);
  const codes = Object.entries(row.codes)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([code, count]) => `${count} ${code}`);
  return [
    row.abuse,
    row.ballots,
    number(row.p50Ms),
    number(row.p99Ms),
    row.refused,
    number(row.silenceMs),
    `${number(row.abuserCpuSeconds, 1)}, ${server}`,
    row.serverRssMb === null ? '?' : number(row.serverRssMb),
    `${row.abuseAnswered}, ${row.abuseRefused}${codes.length ? ` (${codes.join(', ')})` : ''}, ${row.abuseOpen}`,
    number(row.abuseMb, 1),
    faults.length === 0 ? 'yes' : `NO: ${faults.join('; ')}`,
  ].join(' | ');
}

export const documentHead =
  'document | as a query: hold ms, answer | as a subscription: hold ms, answer | pass\n--- | --- | --- | ---';

export function documentLine({ document, query, subscription, pass }: DocumentRow): string {
  const one = (asked: DocumentRow['query']) =>
    asked === null ? '–' : `${number(asked.holdMs)}, ${asked.outcome}${asked.bytes ? ` of ${asked.bytes} B` : ''}`;
  return [document, one(query), one(subscription), pass ? 'yes' : 'NO'].join(' | ');
}
