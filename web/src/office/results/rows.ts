import { mend, readFigure } from './read-figure';

/** What is typed for one indicator. */
export interface Row {
  readonly raw: string;
  readonly unit: string;
}

/** What is typed, by the id of the indicator. */
export type Rows = ReadonlyMap<string, Row>;

interface OfIndicator {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en?: string | null };
  readonly unit?: { readonly vi: string } | null | undefined;
}

interface Reported {
  readonly raw: string;
  readonly unit: string | null;
  readonly indicator: { readonly id: string };
}

/** Rows as a report had them. */
export const rowsOf = (figures: readonly Reported[]): Rows =>
  new Map(figures.map(({ indicator, raw, unit }) => [indicator.id, { raw, unit: unit ?? '' }]));

/** The row of an indicator; before anything is typed it is empty, with the usual unit. */
export const rowOf = (rows: Rows, { id, unit }: OfIndicator): Row => rows.get(id) ?? { raw: '', unit: unit?.vi ?? '' };

export const withRow = (rows: Rows, id: string, row: Row): Rows => new Map(rows).set(id, row);

/** A figure as it is sent. */
interface Figure {
  readonly indicatorId: string;
  readonly raw: string;
  readonly unit: string | null;
}

/** What is sent: rows with a figure, in the order of the indicators. */
export function figuresOf(rows: Rows, indicators: readonly OfIndicator[]): readonly Figure[] {
  return indicators.flatMap((indicator): readonly Figure[] => {
    const { raw, unit } = rowOf(rows, indicator);
    return raw.trim() ? [{ indicatorId: indicator.id, raw: raw.trim(), unit: unit.trim() || null }] : [];
  });
}

/** Ids of those whose figure cannot be read at all. */
export const unreadableOf = (figures: readonly Figure[]): readonly string[] =>
  figures.filter(({ raw }) => readFigure(raw).kind === 'UNREADABLE').map(({ indicatorId }) => indicatorId);

/** Rows that cannot be read and can be mended, mended; null where there is none. */
export function mendAll(rows: Rows): Rows | null {
  const mended = [...rows].map(([id, row]): [string, Row] => {
    const isUnread = row.raw.trim() !== '' && readFigure(row.raw.trim()).kind === 'UNREADABLE';
    const better = isUnread ? mend(row.raw) : null;
    return [id, better ? { raw: better.raw, unit: better.unit ?? row.unit } : row];
  });
  return mended.some(([id, row]) => row !== rows.get(id)) ? new Map(mended) : null;
}
