const day = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' },
});

/** The day of a moment by the calendar of Vietnam, `yyyy-mm-dd`. @param at milliseconds since 1970 */
export const dayOf = (at: number): string => day.format(at);

/** The year of a moment by the calendar of Vietnam. */
export const yearOf = (at: number): number => Number(dayOf(at).slice(0, 4));

/** Days of the calendar from one `yyyy-mm-dd` to another; negative where that is earlier. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
