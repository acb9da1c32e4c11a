import { useLive } from '../connection/use-live';
import { PollNowDocument, type PollNowSubscription } from './poll.documents';

/** A poll with its tally, as they are at one place of the log. */
export type PollNow = PollNowSubscription['pollTally'];

/** Follows a poll: every page asks the same, so that the server computes each state once for all. */
export function usePoll(pollId: string | null): PollNow | null {
  return useLive(PollNowDocument, pollId ? { pollId } : null).data?.pollTally ?? null;
}
