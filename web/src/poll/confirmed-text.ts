import type { Say } from '../words/use-words';
import type { PollNow } from './use-poll';
import type { pollWords } from './words';

/** Who asked for what two people did to a poll, and who confirmed it, a line each: its counts were entered, it was set aside. */
export function confirmedText(
  say: Say<typeof pollWords.vi>,
  confirmations: PollNow['poll']['confirmations'],
): readonly string[] {
  return confirmations.flatMap(({ kind, ...both }) => {
    if (kind === 'VOID_POLL') return [say('voidBy', both)];
    return kind === 'RECORD_RESULT' || kind === 'COUNT_PAPERS' ? [say('resultBy', both)] : [];
  });
}
