/** A figure as it was printed, with its unit behind it, once: a percent sign printed behind a figure is its unit. */
export function printedOf({ raw, unit }: { readonly raw: string; readonly unit: string | null }): string {
  return unit === null || raw.endsWith(unit) ? raw : `${raw} ${unit}`;
}
