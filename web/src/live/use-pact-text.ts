import { useEffect, useState } from 'react';
import { hashText } from '../bytes/hash-text';
import { useConnection, useContact } from '../connection/use-connection';
import { PactTextDocument } from './live.documents';

export interface HashedPact {
  readonly canonicalText: string;
  /** Computed in this browser from the text above. */
  readonly hash: string;
}

/**
 * The text that is to be signed, with its hash as this browser computes it; null until both are known. Asked again
 * when the server names another hash, and when it is back.
 */
export function usePactText(pactId: string, textHash: string | null): HashedPact | null {
  const { client } = useConnection();
  const { state: contact } = useContact();
  const back = contact === 'live' || contact === 'connecting';
  const [held, setHeld] = useState<HashedPact | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hash, or the server back, is why to ask again
  useEffect(() => {
    if (textHash === null) return;
    let gone = false;
    const read = async () => {
      const { data } = await client.query(PactTextDocument, { pactId }, { requestPolicy: 'network-only' });
      const canonicalText = data?.pact?.canonicalText;
      if (!canonicalText) return;
      const hash = await hashText(canonicalText);
      if (!gone) setHeld({ canonicalText, hash });
    };
    void read();
    return () => {
      gone = true;
    };
  }, [client, pactId, textHash, back]);
  return held;
}
