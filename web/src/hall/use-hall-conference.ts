import { useQuery } from 'urql';
import { useSession } from '../connection/use-session';
import { HallConferenceDocument, OpenConferencesDocument } from './hall.documents';

interface HallConference {
  /** Null while it is not known, and where there is none. */
  readonly id: string | null;
  readonly fetching: boolean;
}

/** The conference in the address (`/hall/<slug>`); else that of who is signed in; else the newest one in session. */
export function useHallConference(): HallConference {
  const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const { me } = useSession();
  const [named] = useQuery({ query: HallConferenceDocument, variables: { slug }, pause: !slug });
  const [open] = useQuery({ query: OpenConferencesDocument, pause: slug !== '' });
  if (slug) return { id: named.data?.conference?.id ?? null, fetching: named.fetching };
  const newest = open.data?.conferences.nodes.find(({ state }) => state === 'OPEN');
  return { id: me?.conference?.id ?? newest?.id ?? null, fetching: open.fetching || !me };
}
