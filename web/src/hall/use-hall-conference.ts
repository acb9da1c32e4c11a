import { useEffect, useState } from 'react';
import { useConnection } from '../connection/use-connection';
import { ConferencesToShowDocument, HallConferenceDocument, type ToShowFragment } from './hall.documents';
import { choicesOf, pickConference, staysShown } from './pick-conference';

interface HallConference {
  /** Null while it is not known, and where there is none. */
  readonly id: string | null;
  /** Whether the server has said so. */
  readonly known: boolean;
  /** Several that are in session, of which one is to be chosen; else none. */
  readonly choices: readonly ToShowFragment[];
}

/** How often is asked whether another conference has begun, in milliseconds. */
const lookMs = 4_000;

/**
 * The conference in the address (`/hall/<slug>`); without one, the conference in session (`pickConference`), looked for
 * again and again, so that the screen moves on by itself. Of several in session one has to be chosen.
 */
export function useHallConference(): HallConference {
  const { client } = useConnection();
  const [held, setHeld] = useState<HallConference>({ id: null, known: false, choices: [] });
  useEffect(() => {
    const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
    let gone = false;
    const fresh = { requestPolicy: 'network-only' } as const;
    const look = async () => {
      if (slug) {
        const { data } = await client.query(HallConferenceDocument, { slug }, fresh);
        if (gone || !data) return;
        setHeld({ id: data.conference?.id ?? null, known: true, choices: [] });
        if (data.conference) clearInterval(timer);
        return;
      }
      const { data } = await client.query(ConferencesToShowDocument, {}, fresh);
      if (gone || !data) return;
      setHeld((before) => {
        const inSession = data.inSession.nodes;
        const choices = choicesOf(inSession, before.id);
        if (choices.length > 0) return { id: null, known: true, choices };
        if (staysShown(inSession, before.id)) return before;
        const id = pickConference([...inSession, ...data.newest.nodes], before.id);
        return before.known && before.id === id && before.choices.length === 0 ? before : { id, known: true, choices };
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
