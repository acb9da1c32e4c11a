interface Moment {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
}

/** @param value an instant, or a local date, which is the same day everywhere */
function momentOf(value: string, timeZone: string): Moment {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: value.length === 10 ? 'UTC' : timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(value));
  return Object.fromEntries(parts.map((part) => [part.type, part.value])) as unknown as Moment;
}

/** `ngày 05 tháng 02 năm 2022`: days under ten and the first two months have a zero. Source: Decree 30/2020, annex I. */
export function longDate(value: string | null | undefined, timeZone: string): string {
  if (!value) return 'ngày …… tháng …… năm ……';
  const { day, month, year } = momentOf(value, timeZone);
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}

/** `08 giờ 30`. */
export function clockTime(value: string | null | undefined, timeZone: string): string {
  if (!value) return '…… giờ ……';
  const { hour, minute } = momentOf(value, timeZone);
  return `${hour} giờ ${minute}`;
}

/** `08:30 05/02/2022`, for tables. */
export function shortMoment(value: string, timeZone: string): string {
  const { day, month, year, hour, minute } = momentOf(value, timeZone);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}

/** A whole number as offices write it: `1.234`. */
export const whole = (value: number): string => value.toLocaleString('vi-VN');

/** A decimal of the API (`0.5`) as offices write it: `0,5`. */
export const decimal = (value: string): string => {
  const [integer = '', fraction] = value.split('.');
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction ? `${grouped},${fraction}` : grouped;
};

/** A part of a whole in per cent with two decimals, half up, exact: `66,67%`; `–` where there is no whole. */
export function share(part: number, of: number): string {
  if (of <= 0) return '–';
  const hundredths = (BigInt(part) * 20_000n + BigInt(of)) / (2n * BigInt(of));
  return `${hundredths / 100n},${String(hundredths % 100n).padStart(2, '0')}%`;
}
