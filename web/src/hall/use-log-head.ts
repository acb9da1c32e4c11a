import { useEffect, useState } from 'react';
import { type Entry, followLog } from '../connection/follow-log';
import { usualHint, waitMs } from '../connection/reconnect';
import { useConnection } from '../connection/use-connection';
import { LogLengthDocument } from './hall.documents';

/** The last entry of a log, followed from where the log was when the screen came; null before it is known. */
export function useLogHead(conferenceId: string): Entry | null {
  const { client, lines } = useConnection();
  const [head, setHead] = useState<Entry | null>(null);
  useEffect(() => {
    let after: number | null = null;
    let tries = 0;
    let again: ReturnType<typeof setTimeout> | null = null;
    let stop: () => void = () => undefined;
    let gone = false;
    setHead(null);
    const retry = () => {
      if (!gone) again ??= setTimeout(() => void begin(), waitMs(tries++, usualHint));
    };
    const begin = async () => {
      again = null;
      stop();
      if (after === null) {
        const { data } = await client.query(LogLengthDocument, { conferenceId }, { requestPolicy: 'network-only' });
        const node = data?.node;
        if (gone) return;
        if (!node || !('sequence' in node)) return retry();
        after = Math.max(0, node.sequence - 1);
      }
      stop = followLog(lines, {
        conferenceId,
        after,
        onEntry: (entry) => {
          tries = 0;
          after = entry.sequence;
          setHead(entry);
        },
        onError: retry,
      });
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
