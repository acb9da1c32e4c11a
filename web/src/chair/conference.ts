import type { DeskSubscription } from './desk.documents';
import type { Role } from './rights';

/** The conference as the desk follows it. */
export type DeskConference = DeskSubscription['conferenceChanged']['conference'];
export type DeskPoll = DeskConference['polls'][number];
export type DeskProposal = DeskConference['proposals'][number];
export type DeskPact = NonNullable<DeskConference['pact']>;

/** What every part of the desk is given. */
export interface DeskProps {
  readonly conference: DeskConference;
  readonly role: Role;
  /** Place in the log that `conference` is true at. */
  readonly sequence: number;
}
