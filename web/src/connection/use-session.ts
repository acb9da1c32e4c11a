import type { CombinedError } from '@urql/core';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { MeDocument, type MeQuery, SignInDocument, SignOutDocument } from './me.documents';
import { useConnection } from './use-connection';

export type Me = MeQuery['me'];

export interface Session {
  /** Who this browser is; null until the server has said so. */
  readonly me: Me | null;
  readonly error: CombinedError | null;
  /** Exchanges a badge code for a session. Resolves to what was wrong, or null. */
  signIn(code: string): Promise<CombinedError | null>;
  signOut(): Promise<CombinedError | null>;
}

/** The session of this browser: a cookie that no script reads. */
export function useSession(): Session {
  const { client, lines, onSession } = useConnection();
  const [{ data, error }, askAgain] = useQuery({ query: MeDocument });
  useEffect(() => onSession(() => askAgain({ requestPolicy: 'network-only' })), [onSession, askAgain]);
  const changed = (problem: CombinedError | undefined) => {
    if (problem) return problem;
    lines.renew();
    askAgain({ requestPolicy: 'network-only' });
    return null;
  };
  return {
    me: data?.me ?? null,
    error: error ?? null,
    signIn: async (code) => changed((await client.mutation(SignInDocument, { code }).toPromise()).error),
    signOut: async () => changed((await client.mutation(SignOutDocument, {}).toPromise()).error),
  };
}
