import type {
  DeskSubscription,
  PendingActAtDeskFragment,
  PollAtDeskFragment,
  ProposalAtDeskFragment,
} from './desk.documents';
import type { Role } from './rights';

type Followed = DeskSubscription['conferenceChanged']['conference'];

/** The conference as the desk follows it, with all of its polls and proposals. */
export type DeskConference = Omit<Followed, 'polls' | 'proposals'> & {
  readonly polls: readonly DeskPoll[];
  readonly proposals: readonly DeskProposal[];
};
export type DeskPendingAct = PendingActAtDeskFragment;
export type DeskPoll = PollAtDeskFragment;
export type DeskProposal = ProposalAtDeskFragment;
export type DeskPact = NonNullable<DeskConference['pact']>;

/** What every part of the desk is given. */
export interface DeskProps {
  readonly conference: DeskConference;
  readonly role: Role;
  /** Place in the log that `conference` is true at. */
  readonly sequence: number;
}
