import { followLog, usualHint, waitMs } from 'giaouoc-client';
import { useEffect, useState } from 'react';
import { followLogText as query } from '../connection/texts';
import { useConnection } from '../connection/use-connection';
import { LogLengthDocument } from './screen.documents';

/** What is asked of each entry. */
interface Entry {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly digest: string;
}

/** The last entry of a log, followed from where the log was when the screen came; null before it is known. */
export function useLogHead(conferenceId: string): Entry | null {
  const { client, lines } = useConnection();
  const [head, setHead] = useState<Entry | null>(null);
  useEffect(() => {
    let tries = 0;
    let again: ReturnType<typeof setTimeout> | null = null;
    let stop: () => void = () => undefined;
    let gone = false;
    setHead(null);
    const begin = async () => {
      const { data } = await client.query(LogLengthDocument, { conferenceId }, { requestPolicy: 'network-only' });
      const node = data?.node;
      if (gone) return;
      if (node && 'sequence' in node) {
        const after = Math.max(0, node.sequence - 1);
        const variables = { conferenceId };
        stop = followLog<Entry>(lines, { query, variables, after, onEntry: setHead, onRefused: askAgain });
      } else {
        askAgain();
      }
    };
    const askAgain = () => {
      again = setTimeout(() => void begin(), waitMs(tries++, usualHint));
    };
    void begin();
    return () => {
      gone = true;
      if (again) clearTimeout(again);
      stop();
    };
  }, [client, lines, conferenceId]);
  return head;
}
