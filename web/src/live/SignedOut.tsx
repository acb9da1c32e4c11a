import { Notice } from '../look/Notice';
import { useWords } from '../words/use-words';
import { pendingAt } from './outbox';
import type { Visit } from './visit';
import { liveWords } from './words';

/** Says why there is a form to sign in where the conference was, and that nothing unsent is lost. */
export function SignedOut({ visit }: { readonly visit: Visit }) {
  const say = useWords(liveWords);
  const count = visit.delegateId === null ? 0 : pendingAt(visit.delegateId).length;
  return (
    <Notice kind="warn" alert>
      <p>{say('ended')}</p>
      {count > 0 && <p>{say('endedKept', { count })}</p>}
    </Notice>
  );
}
