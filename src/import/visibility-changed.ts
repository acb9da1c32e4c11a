import { ConferenceNature, ConferenceState, Visibility } from '../conference/conference';
import type { DomainEvent } from '../log/append';
import { topics } from '../log/topics';
import type { PlannedConference } from './plan-import';

/**
 * For the log of the bloc, which everybody reads and follows: that a conference in session is to be seen there from now
 * on, or no more. Of one that is hidden it tells nothing but that.
 */
export function visibilityChanged({ before, after }: PlannedConference): readonly DomainEvent[] {
  const { id, blocId, slug, name, nature } = after;
  if (!before || before.visibility === after.visibility) return [];
  if (after.state !== ConferenceState.OPEN || nature === ConferenceNature.REHEARSAL) return [];
  const isShown = after.visibility === Visibility.PUBLIC;
  return [
    {
      stream: blocId,
      kind: isShown ? 'conferenceShown' : 'conferenceHidden',
      subject: id,
      data: isShown ? { slug, name: { vi: name.vi, en: name.en ?? null }, nature } : {},
      topics: [topics.bloc(blocId), topics.conferences(blocId)],
    },
  ];
}
