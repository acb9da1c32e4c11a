import { useMemo } from 'react';
import { useWhole } from '../../connection/use-whole';
import {
  GraphMorePollsDocument,
  type GraphMorePollsQuery,
  GraphMoreProposalsDocument,
  type GraphMoreProposalsQuery,
} from './conference.documents';
import { type Followed, newest, withTally } from './course';
import type { AskedConference, GraphConference } from './graph-conference';

const pollsOf = ({ node }: GraphMorePollsQuery) => (node && 'polls' in node ? node.polls : null);
const proposalsOf = ({ node }: GraphMoreProposalsQuery) => (node && 'proposals' in node ? node.proposals : null);

/**
 * The conference as it was asked for, with what was heard of its course since and all of its polls and proposals. The
 * counts of open polls come alone. Null while there is none.
 */
export function useCourse(asked: AskedConference | null | undefined, followed: Followed): GraphConference | null {
  const known = useMemo(() => (asked ? newest(asked, followed) : null), [asked, followed]);
  const variables = { id: known?.id ?? '' };
  const polls = useWhole(known?.polls, GraphMorePollsDocument, variables, pollsOf);
  const proposals = useWhole(known?.proposals, GraphMoreProposalsDocument, variables, proposalsOf);
  return useMemo(
    () =>
      known && {
        ...known,
        polls: polls.map((poll) => withTally(poll, followed.polls.get(poll.id))),
        proposals,
      },
    [known, polls, proposals, followed],
  );
}
