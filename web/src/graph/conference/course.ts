import { newer } from 'giaouoc-client';
import type { PollNow } from '../../poll/use-poll';
import type { GraphConferenceNowSubscription, PollInGraphFragment } from './conference.documents';
import type { AskedConference } from './graph-conference';

/** What changes of a conference while it is in session. */
type Course = GraphConferenceNowSubscription['conferenceChanged']['conference'];

/** Where a conference is, as it was followed: its course, and its open polls by their id. */
export interface Followed {
  readonly course: Course | null;
  readonly polls: ReadonlyMap<string, PollNow>;
}

export const nothingFollowed: Followed = { course: null, polls: new Map() };

/** A record never changes, and what is closed no longer does. */
export function isFollowed({ nature, state }: Pick<AskedConference, 'nature' | 'state'>): boolean {
  return nature !== 'RECORD' && state !== 'CLOSED';
}

/** The conference as it was asked for, with what was heard of its course, whichever of the two came late. */
export function newest(asked: AskedConference, { course }: Followed): AskedConference {
  if (course?.id !== asked.id || newer<{ readonly sequence: number }>(asked, course) !== course) return asked;
  return { ...asked, ...course };
}

type Poll = PollInGraphFragment;

/** A poll with the counts that were heard of it alone, unless the conference came with newer ones. */
export function withTally(poll: Poll, now: PollNow | undefined): Poll {
  if (!now || newer<{ readonly sequence: number }>(poll.tally, now) !== now) return poll;
  const votes = new Map(now.poll.tally.options.map((each) => [each.option.code, each.votes]));
  const options = poll.tally.options.map((each) => ({ ...each, votes: votes.get(each.option.code) ?? null }));
  const { electors, cast, shown, outcome } = now.poll.tally;
  return { ...poll, state: now.poll.state, tally: { ...poll.tally, electors, cast, shown, outcome, options } };
}
