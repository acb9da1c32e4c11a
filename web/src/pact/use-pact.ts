import { useLive } from '../connection/use-live';
import { PactNowDocument, type PactNowSubscription } from './pact.documents';

/** A pact with its signatures, as they are at one place of the log. */
export type PactNow = PactNowSubscription['pactSignatures'];

/** Follows a pact: every page asks the same, so that the server computes each state once for all. */
export function usePact(pactId: string | null): PactNow | null {
  return useLive(PactNowDocument, pactId ? { pactId } : null).data?.pactSignatures ?? null;
}
