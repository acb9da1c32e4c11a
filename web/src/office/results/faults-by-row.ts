import type { CombinedError } from '@urql/core';

/** What the server refused of one figure. */
export type RowFault = 'NO_INDICATOR' | 'TWICE' | 'raw' | 'unit';

interface Facts {
  readonly faults?: unknown;
  readonly problems?: unknown;
}

/**
 * What the server refused, by the id of the indicator: indicators that are not of the bloc, and figures or units that are too
 * long. Empty where what it refused is of no single row.
 * @param indicatorIds of the figures, in the order in which they were sent
 */
export function faultsByRow(
  error: Pick<CombinedError, 'graphQLErrors'> | null,
  indicatorIds: readonly string[],
): ReadonlyMap<string, RowFault> {
  const { facts = {} } = (error?.graphQLErrors[0]?.extensions ?? {}) as { readonly facts?: Facts };
  const named = listOf(facts.faults).flatMap((each): readonly [string, RowFault][] => {
    const { figure, fault } = each as { readonly figure?: unknown; readonly fault?: unknown };
    const id = indicatorIds[Number(figure) - 1];
    return id !== undefined && (fault === 'NO_INDICATOR' || fault === 'TWICE') ? [[id, fault]] : [];
  });
  // A problem begins with the path of its argument: `figures.3.unit: unit must have …`.
  const formal = listOf(facts.problems).flatMap((each): readonly [string, RowFault][] => {
    const [, place, part] = /^figures\.(\d+)\.(raw|unit):/.exec(String(each)) ?? [];
    const id = place === undefined ? undefined : indicatorIds[Number(place)];
    return id === undefined ? [] : [[id, part as 'raw' | 'unit']];
  });
  return new Map([...named, ...formal]);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
