import { useEffect, useState } from 'react';
import { useConnection } from '../connection/use-connection';
import { ConferencesToShowDocument, HallConferenceDocument } from './hall.documents';
import { pickConference } from './pick-conference';

interface HallConference {
  /** Null while it is not known, and where there is none. */
  readonly id: string | null;
  /** Whether the server has said so. */
  readonly known: boolean;
}

/** How often is asked whether another conference has begun, in milliseconds. */
const lookMs = 4_000;

/**
 * The conference in the address (`/hall/<slug>`); without one, the conference in session (`pickConference`), looked for
 * again and again, so that the screen moves on by itself.
 */
export function useHallConference(): HallConference {
  const { client } = useConnection();
  const [held, setHeld] = useState<HallConference>({ id: null, known: false });
  useEffect(() => {
    const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
    let gone = false;
    const fresh = { requestPolicy: 'network-only' } as const;
    const look = async () => {
      if (slug) {
        const { data } = await client.query(HallConferenceDocument, { slug }, fresh);
        if (gone || !data) return;
        setHeld({ id: data.conference?.id ?? null, known: true });
        if (data.conference) clearInterval(timer);
        return;
      }
      const { data } = await client.query(ConferencesToShowDocument, {}, fresh);
      if (gone || !data) return;
      setHeld((before) => {
        const id = pickConference([...data.inSession.nodes, ...data.newest.nodes], before.id);
        return before.known && before.id === id ? before : { id, known: true };
      });
    };
    const timer = setInterval(() => void look(), lookMs);
    void look();
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [client]);
  return held;
}
