import type { EntityManager } from 'typeorm';
import type { Poll } from './poll';

declare module '../graphql/context' {
  interface ContextServices {
    readonly pollSubjects: PollSubjects;
  }
}

/** An award that a question is about. */
export interface AwardSubject {
  /** Its code. */
  readonly award: string;
  /** What kind of award it is, such as EMULATION_FLAG; the rules of a year may be given for all of a kind. */
  readonly kind: string;
}

/** An award proposal that a question names. */
export interface ProposalSubject extends AwardSubject {
  readonly id: string;
  /** Whom it is for. */
  readonly memberId: string;
}

/** An award proposal, as far as polls have to know it. */
export interface HeldProposal {
  readonly id: string;
  /** Steps recorded outside the ballot that stand, first to last, such as AGREED or APPROVED. */
  readonly steps: readonly string[];
  /** Every poll about it, in the order they were made. */
  readonly polls: readonly Pick<Poll, 'id' | 'ordinal' | 'state'>[];
}

/**
 * What polls ask about what they are about. The room of awards stands above this one and answers (award/poll-subjects);
 * app/services hands it over.
 */
export interface PollSubjects {
  /** The award of this code, or null. */
  award(tx: EntityManager, code: string): Promise<AwardSubject | null>;
  /** Those of these ids that are award proposals of the conference. */
  proposals(tx: EntityManager, conferenceId: string, ids: readonly string[]): Promise<readonly ProposalSubject[]>;
  /**
   * Refuses a vote on an award for members that a bar keeps from it; no award is barred to nobody.
   * @param subject of the poll, such as the code of an award
   * @throws Refusal BARRED
   */
  requireNotBarred(
    tx: EntityManager,
    conferenceId: string,
    subject: string,
    memberIds: readonly string[],
  ): Promise<void>;
  /**
   * Final scores of members for an emulation year, exact decimals as text, by id of the member; null while none is final
   * and released: a poll that opens with them tells them. The one criterion of tie orders that others compute.
   */
  finalScores(tx: EntityManager, blocId: string, year: number | null): Promise<ReadonlyMap<string, string> | null>;
  /**
   * The award proposals of its conference that a poll is about, locked until the transaction ends, in one order
   * everywhere: nobody opens or sets aside another poll about them or decides on them meanwhile. Lock the poll and the
   * conference before.
   */
  lock(tx: EntityManager, poll: Pick<Poll, 'id' | 'conferenceId'>): Promise<readonly HeldProposal[]>;
}
