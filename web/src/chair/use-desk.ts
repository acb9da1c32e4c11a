import type { CombinedError } from '@urql/core';
import { useMemo } from 'react';
import { useLive } from '../connection/use-live';
import { useWhole } from '../connection/use-whole';
import type { DeskConference } from './conference';
import {
  DeskDocument,
  DeskMorePollsDocument,
  type DeskMorePollsQuery,
  DeskMoreProposalsDocument,
  type DeskMoreProposalsQuery,
} from './desk.documents';

interface DeskNow {
  /** Null before the first state. */
  readonly change: { readonly conference: DeskConference; readonly sequence: number } | null;
  readonly error: CombinedError | null;
}

const pollsOf = ({ node }: DeskMorePollsQuery) => (node && 'polls' in node ? node.polls : null);
const proposalsOf = ({ node }: DeskMoreProposalsQuery) => (node && 'proposals' in node ? node.proposals : null);

/** The conference of a desk as it is, with all of its polls and proposals. */
export function useDesk(id: string): DeskNow {
  const { data, error } = useLive(DeskDocument, { conferenceId: id });
  const changed = data?.conferenceChanged;
  const polls = useWhole(changed?.conference.polls, DeskMorePollsDocument, { id }, pollsOf);
  const proposals = useWhole(changed?.conference.proposals, DeskMoreProposalsDocument, { id }, proposalsOf);
  const change = useMemo(
    () => (changed ? { conference: { ...changed.conference, polls, proposals }, sequence: changed.sequence } : null),
    [changed, polls, proposals],
  );
  return { change, error };
}
