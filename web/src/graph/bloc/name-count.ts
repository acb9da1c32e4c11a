import type { GraphBloc } from './graph-bloc';

/** What a bloc counts in its name; a number alone, as in `Cụm thi đua số 3`, counts nothing. */
const counted =
  /(?:^|\s)(\d{1,3}) (?:thành phố|tỉnh|đơn vị|cơ quan|tổ chức|doanh nghiệp|ngân hàng|tập đoàn|trường|sở|hội|huyện|quận|xã|phường)/i;

interface NameCount {
  /** How many the name says. */
  readonly named: number;
  /** How many are listed. */
  readonly listed: number;
  /** Those of whom it is known since when or until when they belong: what may explain the difference. */
  readonly dated: GraphBloc['members'];
}

/** Where the name of a bloc counts others than are listed: both numbers, and what is known of it. Null where they agree. */
export function nameCount({ name, members }: Pick<GraphBloc, 'name' | 'members'>): NameCount | null {
  const named = Number(counted.exec(name.vi)?.[1] ?? Number.NaN);
  if (Number.isNaN(named) || named === members.length) return null;
  const dated = members.filter(({ memberships }) =>
    memberships.some(({ fromYear, toYear, seenOnly }) => !seenOnly && (fromYear !== null || toYear !== null)),
  );
  return { named, listed: members.length, dated };
}
