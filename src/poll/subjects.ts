import type { EntityManager } from 'typeorm';
import type { Poll } from './poll';

declare module '../graphql/context' {
  interface ContextServices {
    readonly pollSubjects: PollSubjects;
  }
}

/** An award proposal, as far as polls have to know it. */
export interface HeldProposal {
  readonly id: string;
  /** Steps recorded outside the ballot, first to last, such as AGREED or APPROVED. */
  readonly steps: readonly string[];
  /** Every poll about it, in the order they were made. */
  readonly polls: readonly Pick<Poll, 'id' | 'ordinal' | 'state'>[];
}

/**
 * What polls ask about what they are about. The room of awards stands above this one and answers (award/poll-subjects);
 * app/services hands it over.
 */
export interface PollSubjects {
  /** Whether there is an award of this code. */
  isAward(tx: EntityManager, code: string): Promise<boolean>;
  /** Codes, each once and sorted, of the awards that proposals of these ids are for. Ids of nothing of this conference say nothing. */
  awardsOf(tx: EntityManager, conferenceId: string, ids: readonly string[]): Promise<readonly string[]>;
  /** Whether one of these ids is a proposal of another conference. */
  isElsewhere(tx: EntityManager, conferenceId: string, ids: readonly string[]): Promise<boolean>;
  /**
   * The award proposals of its conference that a poll is about, locked until the transaction ends, in one order
   * everywhere: nobody opens or sets aside another poll about them or decides on them meanwhile. Lock the poll and the
   * conference before.
   */
  lock(tx: EntityManager, poll: Pick<Poll, 'id' | 'conferenceId'>): Promise<readonly HeldProposal[]>;
}
