import { useEffect } from 'react';
import { useQuery } from 'urql';
import { DeskConnectedDocument } from './delegates.documents';

/** Nothing of the log tells who comes and goes, so it is asked, this often in milliseconds. */
const everyMs = 5_000;

/** Ids of the delegates whose phone or page is connected now, to the server that answers; null while that is not known. */
export function useConnected(slug: string): ReadonlySet<string> | null {
  const [{ data }, ask] = useQuery({
    query: DeskConnectedDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), everyMs);
    return () => clearInterval(timer);
  }, [ask]);
  const accounts = data?.conference?.connected;
  return accounts ? new Set(accounts.flatMap(({ delegate }) => (delegate ? [delegate.id] : []))) : null;
}
