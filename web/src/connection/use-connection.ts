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

/** Whether what is shown is what is, and since when not. */
export function useContact(): ContactSnapshot {
  const { contact } = useConnection();
  return useSyncExternalStore(contact.subscribe, contact.get);
}
