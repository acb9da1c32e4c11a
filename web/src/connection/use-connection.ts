import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Connection } from './connection';
import type { ContactSnapshot } from './contact';

export const ConnectionContext = createContext<Connection | null>(null);

/** The page's connection. @throws outside of `mount` */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('no connection above this component');
  return connection;
}

/** Whether what is shown is what is, and since when not: by the server's clock, as every other time on the page. */
export function useContact(): ContactSnapshot {
  const { contact, clock } = useConnection();
  const snapshot = useSyncExternalStore(contact.subscribe, contact.get);
  const { lastContactAt } = snapshot;
  return lastContactAt === null ? snapshot : { ...snapshot, lastContactAt: clock.at(lastContactAt) };
}
