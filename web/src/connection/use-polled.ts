import type { TypedDocumentNode } from '@urql/core';
import { useEffect } from 'react';
import { useQuery } from 'urql';

/** How often it is asked, in milliseconds. */
const everyMs = 5_000;

/** The latest answer to a query that is asked again and again, for what nothing of the log tells; null before the first. */
export function usePolled<Data>(query: TypedDocumentNode<Data, { slug: string }>, slug: string): Data | null {
  const [{ data }, ask] = useQuery({ query, variables: { slug }, requestPolicy: 'cache-and-network' });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), everyMs);
    return () => clearInterval(timer);
  }, [ask]);
  return data ?? null;
}
