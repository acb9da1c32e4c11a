import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { MeDocument, type MeQuery, SignInDocument, SignOutDocument } from './me.documents';
import { useConnection } from './use-connection';

export type Me = MeQuery['me'];

/** While the network fails it is asked again so often who this is, in milliseconds. */
const againMs = 2_000;

export interface Session {
  /** Who this browser is; null until the server has said so. */
  readonly me: Me | null;
  readonly error: CombinedError | null;
  /** Exchanges a badge code for a session. Resolves to what was wrong, or null. */
  signIn(code: string): Promise<CombinedError | null>;
  signOut(): Promise<CombinedError | null>;
  /** Asks again who this is and whether they are in the hall. */
  refresh(): void;
}

/** The session of this browser: a cookie that no script reads. */
export function useSession(): Session {
  const { client, lines, onSession } = useConnection();
  const [{ data, error }, askAgain] = useQuery({ query: MeDocument });
  const [held, setHeld] = useState<Me | null>(null);
  if (data && data.me !== held) setHeld(data.me);
  const refresh = useCallback(() => askAgain({ requestPolicy: 'network-only' }), [askAgain]);
  useEffect(() => onSession(refresh), [onSession, refresh]);
  // A page that was opened without the server goes on by itself once that is there.
  const unknown = held === null && error?.networkError ? error : null;
  useEffect(() => {
    if (!unknown) return;
    const timer = setTimeout(refresh, againMs);
    return () => clearTimeout(timer);
  }, [unknown, refresh]);
  const changed = (problem: CombinedError | undefined) => {
    if (problem) return problem;
    lines.renew();
    refresh();
    return null;
  };
  return {
    // Asking again may fail while the network is away; nobody is signed out by that.
    me: data?.me ?? held,
    error: error ?? null,
    refresh,
    signIn: async (code) => changed((await client.mutation(SignInDocument, { code }).toPromise()).error),
    signOut: async () => changed((await client.mutation(SignOutDocument, {}).toPromise()).error),
  };
}
