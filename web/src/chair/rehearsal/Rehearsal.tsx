import { useQuery } from 'urql';
import { useLive } from '../../connection/use-live';
import type { Session } from '../../connection/use-session';
import { useWhole } from '../../connection/use-whole';
import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { Fresh, type FreshRehearsal } from './Fresh';
import { Latency } from './Latency';
import { RehearsalList } from './RehearsalList';
import {
  DeskMoreRehearsalsDocument,
  type DeskMoreRehearsalsQuery,
  DeskRehearsalDocument,
  DeskRehearsalsDocument,
} from './rehearsal.documents';
import { Start } from './Start';
import { rehearsalWords } from './words';

interface RehearsalProps extends DeskProps {
  readonly session: Session;
  /** What was started at this desk last; kept by the desk, since its code is told once. */
  readonly fresh: FreshRehearsal | null;
  onFresh(started: FreshRehearsal): void;
}

const rehearsalsOf = (data: DeskMoreRehearsalsQuery) => data.conference?.rehearsals;

/** Starting, watching and stopping rehearsals, at the conference or at one of them; and how fast changes reach the screens. */
export function Rehearsal({ conference, role, sequence, session, fresh, onFresh }: RehearsalProps) {
  const say = useWords(rehearsalWords);
  const [{ data }, readAgain] = useQuery({
    query: DeskRehearsalsDocument,
    variables: { slug: conference.slug },
    requestPolicy: 'cache-and-network',
  });
  const read = () => readAgain({ requestPolicy: 'network-only' });
  const rehearsed = data?.conference?.rehearses;
  const first = rehearsed?.rehearsals ?? data?.conference?.rehearsals;
  const slug = rehearsed?.slug ?? conference.slug;
  const listed = useWhole(first, DeskMoreRehearsalsDocument, { slug }, rehearsalsOf);
  // Event streams are few: of the others that run only the last is followed, the rest are read with the list.
  const followed = listed.findLast(({ id, state }) => state !== 'CLOSED' && id !== conference.id)?.id ?? null;
  const live = useLive(DeskRehearsalDocument, followed === null ? null : { conferenceId: followed }).data;
  const now = [conference, live?.conferenceChanged.conference];
  const rehearsals = listed.map((each) => ({
    ...each,
    state: now.find((one) => one?.id === each.id)?.state ?? each.state,
  }));
  const running = rehearsals.filter(({ state }) => state === 'OPEN');
  const started = rehearsals.find(({ slug, state }) => slug === fresh?.slug && state !== 'CLOSED');
  // At the desk of a rehearsal nobody means to end another one.
  const own = running.find(({ id }) => id === conference.id);
  const newest = conference.nature === 'REHEARSAL' ? undefined : running.at(-1);
  return (
    <section>
      <h2>{say('title')}</h2>
      <p>{say('about')}</p>
      {mayRun(role, 'rehearse') ? (
        <Start
          conferenceId={conference.id}
          running={started ?? own ?? newest ?? null}
          onStarted={(begun) => {
            onFresh(begun);
            read();
          }}
          onLost={read}
        />
      ) : (
        <p>{say('chairOnly')}</p>
      )}
      {fresh && <Fresh rehearsal={fresh} session={session} role={role} />}
      <RehearsalList rehearsals={rehearsals} ownId={conference.id} role={role} onStopped={read} />
      {mayRun(role, 'readLatency') && <Latency slug={conference.slug} sequence={sequence} />}
    </section>
  );
}
