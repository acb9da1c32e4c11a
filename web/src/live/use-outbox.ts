import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useConnection, useContact } from '../connection/use-connection';
import { Outbox, type OutboxSnapshot } from './outbox';
import type { OutboxEntry } from './outbox-entry';
import { sendEntry } from './send-entry';

export const OutboxContext = createContext<Outbox | null>(null);

/** The outbox of a delegate, sending for as long as the component is there. */
export function useStartedOutbox(delegateId: string): Outbox {
  const { client } = useConnection();
  const { state } = useContact();
  const outbox = useMemo(() => new Outbox(delegateId, (entry) => sendEntry(client, entry)), [client, delegateId]);
  useEffect(() => outbox.start(), [outbox]);
  useEffect(() => {
    if (state === 'live') outbox.nudge();
  }, [outbox, state]);
  return outbox;
}

/** The outbox above this component; null for those who neither vote nor sign. */
export function useOutbox(): (OutboxSnapshot & { readonly outbox: Outbox }) | null {
  const outbox = useContext(OutboxContext);
  const snapshot = useSyncExternalStore(outbox?.subscribe ?? silent, outbox?.get ?? nothing);
  return outbox && snapshot && { ...snapshot, outbox };
}

/** What stands for a poll or pact, or was refused last; null where there is nothing. */
export function useEntry(subjectId: string): OutboxEntry | null {
  return useOutbox()?.entries.findLast((entry) => entry.subjectId === subjectId) ?? null;
}

const silent = () => () => undefined;
const nothing = () => null;
