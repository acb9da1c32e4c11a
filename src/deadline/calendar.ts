/** The zone of every bloc: its days begin and end at midnight there, whatever zone the server is in. */
const blocZone = 'Asia/Ho_Chi_Minh';

const day = new Intl.DateTimeFormat('en-CA', { timeZone: blocZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day of an instant in the zone of blocs, `yyyy-mm-dd`. */
export const dayOf = (instant: Date): string => day.format(instant);

const msPerDay = 86_400_000;

/** Days from one day to another, `yyyy-mm-dd`; negative where the other is earlier. Days of a calendar, in no zone. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay;
}
