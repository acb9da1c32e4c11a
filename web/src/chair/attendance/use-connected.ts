import { usePolled } from '../../connection/use-polled';
import { DeskConnectedDocument } from './delegates.documents';

/** Ids of the delegates whose phone or page is connected now, to the server that answers; null while that is not known. */
export function useConnected(slug: string): ReadonlySet<string> | null {
  const accounts = usePolled(DeskConnectedDocument, slug)?.conference?.connected;
  return accounts ? new Set(accounts.flatMap(({ delegate }) => (delegate ? [delegate.id] : []))) : null;
}
