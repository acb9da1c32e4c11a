import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';

export interface Fresh<Data> {
  /** The newest answer; null before the first. It stays while the next is awaited. */
  readonly data: Data | null;
  readonly error: CombinedError | null;
}

/** The answer to a query, asked again whenever `version` has changed. */
export function useFresh<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  version: number,
): Fresh<Data> {
  const [{ data, error }, ask] = useQuery<Data, Variables>({
    ...{ query, variables, requestPolicy: 'cache-and-network' },
  } as Parameters<typeof useQuery<Data, Variables>>[0]);
  const asked = useRef(version);
  useEffect(() => {
    if (asked.current === version) return;
    asked.current = version;
    ask({ requestPolicy: 'network-only' });
  }, [ask, version]);
  return { data: data ?? null, error: error ?? null };
}
