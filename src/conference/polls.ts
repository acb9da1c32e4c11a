import type { EntityManager } from 'typeorm';

declare module '../graphql/context' {
  interface ContextServices {
    readonly conferencePolls: ConferencePolls;
  }
}

/** What a conference asks about its polls. Their room stands above this one and answers (poll/conference-polls). */
export interface ConferencePolls {
  /** Ids of the polls that take ballots, in the order they were made. */
  open(tx: EntityManager, conferenceId: string): Promise<readonly string[]>;
}
