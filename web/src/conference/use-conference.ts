import { useLive } from '../connection/use-live';
import { ConferenceNowDocument, type ConferenceNowSubscription } from './conference.documents';

export type ConferenceNow = ConferenceNowSubscription['conferenceChanged']['conference'];

/** The conference as it is; null before it is known, and while there is none to follow. */
export function useConference(conferenceId: string | null): ConferenceNow | null {
  return (
    useLive(ConferenceNowDocument, conferenceId ? { conferenceId } : null).data?.conferenceChanged.conference ?? null
  );
}
