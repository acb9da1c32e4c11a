import type { EntityManager } from 'typeorm';
import { type DomainEvent, startLog } from '../log/append';
import type { Topic } from '../log/topics';
import { type Conference, ConferenceNature, ConferenceState, Visibility } from './conference';

/**
 * What happened at a conference as the log of its bloc tells it, which everybody reads: of a public conference that is no
 * rehearsal, and nothing of another. The log must have been started.
 * @param more topics of the entry there, beside those of the event
 */
export function forBloc(
  { visibility, nature, blocId }: Conference,
  { checkpoint: _, ...happened }: DomainEvent,
  more: readonly Topic[] = [],
): readonly DomainEvent[] {
  const isPublic = visibility === Visibility.PUBLIC && nature !== ConferenceNature.REHEARSAL;
  return isPublic ? [{ ...happened, stream: blocId, topics: [...happened.topics, ...more] }] : [];
}

/** What happened, and the same in the log of the bloc (`forBloc`). */
export function inBothLogs(
  conference: Conference,
  happened: DomainEvent,
  more: readonly Topic[] = [],
): readonly DomainEvent[] {
  return [happened, ...forBloc(conference, happened, more)];
}

/** The same, for what is of the bloc's year beyond the conference at which it happened. Starts the log of the bloc. */
export async function toldToBloc(
  tx: EntityManager,
  conference: Conference,
  happened: DomainEvent,
): Promise<readonly DomainEvent[]> {
  await startLog(tx, conference.blocId);
  return inBothLogs(conference, happened);
}

/** The same, for what is of the bloc's year once the conference is closed, and of the conference alone until then. */
export async function toldToBlocAfterClosing(
  tx: EntityManager,
  conference: Conference,
  happened: DomainEvent,
): Promise<readonly DomainEvent[]> {
  return conference.state === ConferenceState.CLOSED ? toldToBloc(tx, conference, happened) : [happened];
}
