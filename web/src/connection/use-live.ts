import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { newer, usualHint, waitMs } from 'giaouoc-client';
import { useEffect, useState } from 'react';
import { useConnection } from './use-connection';

export interface Live<Data> {
  /** The newest state; null before the first. It stays while the connection is away (`useContact` says so). */
  readonly data: Data | null;
  readonly error: CombinedError | null;
}

/**
 * Follows a state subscription: the state now, then after each change, never an older one. Ask for `sequence`. Null
 * variables follow nothing. Components that follow the same share one subscription. One that the server ended with an
 * error, as while its database is away, is asked for again, for as long as the component is there.
 */
export function useLive<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
): Live<Data> {
  const { client } = useConnection();
  const key = variables && JSON.stringify(variables);
  const [held, setHeld] = useState<Live<Data> & { readonly key: string | null }>(nothing(key));
  useEffect(() => {
    setHeld((before) => (before.key === key ? before : nothing(key)));
    if (key === null) return;
    const asked = JSON.parse(key) as Variables;
    let tries = 0;
    let again: ReturnType<typeof setTimeout> | null = null;
    let stop: () => void = () => undefined;
    const begin = () => {
      again = null;
      stop = client.subscription<Data, Variables>(document, asked).subscribe(({ data, error }) => {
        setHeld((before) => ({
          key,
          data: data ? newer(before.key === key ? before.data : null, data) : before.data,
          error: error ?? null,
        }));
        if (data) tries = 0;
        else again ??= setTimeout(restart, waitMs(tries++, usualHint));
      }).unsubscribe;
    };
    const restart = () => {
      stop();
      begin();
    };
    begin();
    return () => {
      if (again) clearTimeout(again);
      stop();
    };
  }, [client, document, key]);
  return held.key === key ? held : nothing(key);
}

function nothing(key: string | null) {
  return { key, data: null, error: null };
}
