import type { DeskConference } from '../conference';

interface Undone {
  readonly items: number;
  /** Votes that take ballots: they stop the closing. */
  readonly open: number;
  /** Votes that were prepared and never opened. */
  readonly drafts: number;
  /** Award proposals that the conference has not settled. */
  readonly proposals: number;
  /** A pact that is not in force; null where it is, or where there is none. */
  readonly pact: { readonly isDraft: boolean; readonly signed: number; readonly parties: number } | null;
}

/** What a conference leaves undone if it is closed now. */
export function undoneOf({
  agenda,
  polls,
  proposals,
  pact,
}: {
  readonly agenda: readonly Pick<DeskConference['agenda'][number], 'state'>[];
  readonly polls: readonly Pick<DeskConference['polls'][number], 'state'>[];
  readonly proposals: readonly Pick<DeskConference['proposals'][number], 'state'>[];
  readonly pact?: Pick<NonNullable<DeskConference['pact']>, 'state' | 'board'> | null;
}): Undone {
  const inState = (state: string) => polls.filter((poll) => poll.state === state).length;
  return {
    items: agenda.filter((item) => item.state !== 'DONE').length,
    open: inState('OPEN'),
    drafts: inState('DRAFT'),
    proposals: proposals.filter(({ state }) => state === 'NOMINATED').length,
    pact:
      pact && pact.state !== 'IN_FORCE'
        ? { isDraft: pact.state === 'DRAFT', signed: pact.board.signed, parties: pact.board.parties }
        : null,
  };
}
