import { type Dispatch, type SetStateAction, useEffect } from 'react';
import { useLive } from '../../connection/use-live';
import { usePoll } from '../../poll/use-poll';
import { GraphConferenceNowDocument } from './conference.documents';
import type { Followed } from './course';
import type { GraphConference } from './graph-conference';

type Hear = Dispatch<SetStateAction<Followed>>;

/** Beside the conference itself; a page follows four things at most. */
const mostPolls = 3;

interface FollowProps {
  readonly conferenceId: string;
  /** All of its polls, as they were last heard of. */
  readonly polls: GraphConference['polls'];
  readonly onChange: Hear;
}

/** Tells of the course of a conference and of its open polls as they change; nothing to see. */
export function FollowCourse({ conferenceId, polls, onChange }: FollowProps) {
  const course = useLive(GraphConferenceNowDocument, { conferenceId }).data?.conferenceChanged.conference ?? null;
  useEffect(() => {
    if (course) onChange((before) => ({ ...before, course }));
  }, [course, onChange]);
  const open = polls.filter(({ state }) => state === 'OPEN').slice(-mostPolls);
  return open.map(({ id }) => <FollowPoll key={id} pollId={id} onChange={onChange} />);
}

function FollowPoll({ pollId, onChange }: { readonly pollId: string; readonly onChange: Hear }) {
  const now = usePoll(pollId);
  useEffect(() => {
    if (now) onChange((before) => ({ ...before, polls: new Map(before.polls).set(pollId, now) }));
  }, [pollId, now, onChange]);
  return null;
}
