import type { OfficeMember, Seat } from './seat';

/** What every part of the page is given. */
export interface OfficeProps {
  readonly seat: Seat;
  /** Emulation year that was chosen. */
  readonly year: number;
  /** Members of the bloc in that year, in its order. */
  readonly members: readonly OfficeMember[];
  /** Account of whoever works here. */
  readonly accountId: string;
  /** Another number whenever the log of the bloc has grown. */
  readonly version: number;
  /** What the address says behind the year. */
  readonly more: string;
}
