const dayMs = 86_400_000;

/**
 * A number of days as a spreadsheet counts them, as a date: `46357` → `2026-12-01`, with a part of a day
 * `2026-12-01T08:30:00`. Undefined where the number names no day.
 * @param from1904 whether days are counted from 1904, as old Excel for Mac did; else from 1900, whose 29 February there was not
 * Source: ECMA-376 part 1, 18.17.4.1
 */
export function dateOfSerial(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466) || (!from1904 && Math.floor(serial) === 60)) return undefined;
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const at = new Date(Math.round((start + serial * dayMs) / 1000) * 1000).toISOString();
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at.slice(0, 19);
}

/** Whether numbers of a format are shown as a date or time: one of the built-in ones, or one with y, m, d, h or s in it. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
  const letters = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  return /[ymdhs]/i.test(letters) && !/general/i.test(letters);
}
