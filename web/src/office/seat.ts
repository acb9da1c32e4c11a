import type { BlocInOfficeFragment, MemberInOfficeFragment, OfficeMeQuery } from './office.documents';

type Held = OfficeMeQuery['me']['blocRoles'][number];

export type OfficeBloc = BlocInOfficeFragment;
export type OfficeMember = MemberInOfficeFragment;

/** What somebody does at a bloc; an administrator what the leader's office does, save confirming and returning. */
export type SeatRole = Held['role'] | 'ADMINISTRATOR';

/** One bloc, and as what somebody works there. */
export interface Seat {
  readonly bloc: OfficeBloc;
  readonly role: SeatRole;
  /** Of an officer their member, of a leader's office the member that leads. */
  readonly member: OfficeMember | null;
  /** It in an address, unique within the bloc. */
  readonly who: string;
}

/** The parts of the page in the order they are needed, by their name in the address; the first one needs none. */
export const parts = ['work', 'deadlines', 'results', 'scores', 'people'] as const;
export type Part = (typeof parts)[number];

/**
 * The roles that are held now: begun, not over, and of a leader's office only while its term stands.
 * @param at milliseconds since 1970, by the server's clock
 */
export function seatsOf(held: readonly Held[], at: number): readonly Seat[] {
  const now = held.filter(
    ({ from, until, role, term, bloc }) =>
      Date.parse(from) <= at &&
      (!until || Date.parse(until) > at) &&
      (role !== 'LEADER_OFFICE' || bloc.leadership.nodes.some(({ id }) => id === term?.id)),
  );
  const seats = now.map(({ bloc, role, member }): Seat => ({ bloc, role, member, who: whoOf(role, member) }));
  // The terms of two years make one office.
  return [...new Map(seats.map((seat) => [`${seat.bloc.slug}/${seat.who}`, seat])).values()];
}

/** An administrator's place at any bloc. */
export function administratorAt(bloc: OfficeBloc): Seat {
  return { bloc, role: 'ADMINISTRATOR', member: null, who: whoOf('ADMINISTRATOR', null) };
}

function whoOf(role: SeatRole, member: OfficeMember | null): string {
  if (role === 'OFFICER') return `officer-${member?.code ?? ''}`;
  if (role === 'LEADER_OFFICE') return 'leader';
  return role === 'COUNCIL_OFFICE' ? 'council' : 'administrator';
}

interface Place {
  readonly part?: Part;
  /** Null for the current year. */
  readonly year?: number | null;
  /** More of the address, such as the period of a report. */
  readonly more?: string;
}

/** `/office/<bloc>/<who>/<part>/<year>/<more>`; what is usual is left out at the end. */
export function addressOf(seat: Seat, { part = 'work', year = null, more = '' }: Place = {}): string {
  const whole = ['/office', seat.bloc.slug, seat.who, part, year ?? 'now', more].map((each) => String(each));
  const usual = ['', '', '', 'work', 'now', ''];
  while (whole.at(-1) === usual[whole.length - 1]) whole.pop();
  return whole.join('/');
}

/** Whether this role reads what other members report, and who holds roles at the bloc. */
export const seesAll = (role: SeatRole): boolean => role !== 'OFFICER';

/** Whether it sets deadlines, records what came on paper, and corrects what was confirmed. */
export const runsTheYear = (role: SeatRole): boolean => role === 'LEADER_OFFICE' || role === 'ADMINISTRATOR';

/** Whether it confirms reports or gives them back. */
export const confirms = (role: SeatRole): boolean => role === 'LEADER_OFFICE';

type BlocRole = Held['role'];

/** Roles that this one gives out and ends; the server decides (docs/authority.md). */
export function grants(role: SeatRole): readonly BlocRole[] {
  if (role === 'ADMINISTRATOR') return ['OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE'];
  if (role === 'COUNCIL_OFFICE') return ['OFFICER', 'LEADER_OFFICE'];
  return role === 'LEADER_OFFICE' ? ['OFFICER'] : [];
}
