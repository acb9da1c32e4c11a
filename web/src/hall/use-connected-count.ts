import { useEffect } from 'react';
import { useQuery } from 'urql';
import { HallConnectedDocument } from './hall.documents';

/** Nothing of the log tells who comes and goes, so it is asked, this often in milliseconds. */
const everyMs = 5_000;

/** How many delegates follow on a phone or page of their own, by the server that answers; null while that is not known. */
export function useConnectedCount(slug: string): number | null {
  const [{ data }, ask] = useQuery({
    query: HallConnectedDocument,
    variables: { slug },
    requestPolicy: 'network-only',
  });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), everyMs);
    return () => clearInterval(timer);
  }, [ask]);
  return data?.conference?.delegatesConnected ?? null;
}
