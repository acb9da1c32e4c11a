import { useMemo } from 'react';
import { useLive } from '../connection/use-live';
import { useWhole } from '../connection/use-whole';
import {
  ConferenceNowDocument,
  type ConferenceNowSubscription,
  MorePollsDocument,
  type MorePollsQuery,
  type PollOfConferenceFragment,
} from './conference.documents';

type Conference = ConferenceNowSubscription['conferenceChanged']['conference'];

/** A conference with all of its polls. */
export type ConferenceNow = Omit<Conference, 'polls'> & { readonly polls: readonly PollOfConferenceFragment[] };

const pollsOf = ({ node }: MorePollsQuery) => (node && 'polls' in node ? node.polls : null);

/** The conference as it is; null before it is known, and while there is none to follow. */
export function useConference(conferenceId: string | null): ConferenceNow | null {
  const conference =
    useLive(ConferenceNowDocument, conferenceId ? { conferenceId } : null).data?.conferenceChanged.conference ?? null;
  const polls = useWhole(conference?.polls, MorePollsDocument, { id: conferenceId ?? '' }, pollsOf);
  return useMemo(() => conference && { ...conference, polls }, [conference, polls]);
}
