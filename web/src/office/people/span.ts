/** Begins of days in Vietnam, as instants. */
const midnight = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
const msPerDay = 86_400_000;

/** The instant at which a role begins that is given from a day on; null from today on, which is at once. */
export const beginOf = (day: string, today: string): string | null =>
  day > today ? midnight(day).toISOString() : null;

/** The instant at which a role is held no more whose last day this is. */
export const endOf = (lastDay: string): string => new Date(midnight(lastDay).getTime() + msPerDay).toISOString();

/** The last moment at which a role is held that ends at this instant. */
export const lastDayOf = (until: string): Date => new Date(Date.parse(until) - 1);
