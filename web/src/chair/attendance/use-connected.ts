import { usePolled } from '../../connection/use-polled';
import { useWhole } from '../../connection/use-whole';
import { DeskConnectedDocument, DeskMoreConnectedDocument, type DeskMoreConnectedQuery } from './delegates.documents';

const connectedOf = (data: DeskMoreConnectedQuery) => data.conference?.connected;

/** Ids of the delegates whose phone or page is connected now, to the server that answers; null while that is not known. */
export function useConnected(slug: string): ReadonlySet<string> | null {
  const first = usePolled(DeskConnectedDocument, slug)?.conference?.connected;
  const accounts = useWhole(first, DeskMoreConnectedDocument, { slug }, connectedOf);
  return first ? new Set(accounts.flatMap(({ delegate }) => (delegate ? [delegate.id] : []))) : null;
}
