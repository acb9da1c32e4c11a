import type { EntityManager } from 'typeorm';
import type { Delegate } from './delegate';

declare module '../graphql/context' {
  interface ContextServices {
    readonly conferencePolls: ConferencePolls;
    readonly mandateUse: MandateUse;
  }
}

/** What a conference asks of the rooms above it about a delegate's mandates. */
export interface MandateUse {
  /** Whether the delegate has cast a ballot, or holds a mandate that an open poll has as an elector. */
  votes(tx: EntityManager, delegate: Pick<Delegate, 'id' | 'mandateId'>): Promise<boolean>;
  /** Whether the delegate has signed, be it withdrawn since. */
  signs(tx: EntityManager, delegateId: string): Promise<boolean>;
}

/** What a conference asks about its polls. Their room stands above this one and answers (poll/conference-polls). */
export interface ConferencePolls {
  /** Ids of the polls that take ballots, in the order they were made. */
  open(tx: EntityManager, conferenceId: string): Promise<readonly string[]>;

  /** Ids of the polls that belong to an agenda item, in the order they were made. */
  ofItem(tx: EntityManager, agendaItemId: string): Promise<readonly string[]>;
}
