import { useState } from 'react';
import { useQuery } from 'urql';
import type { Session } from '../../connection/use-session';
import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { Fresh, type FreshRehearsal } from './Fresh';
import { Latency } from './Latency';
import { RehearsalList } from './RehearsalList';
import { DeskRehearsalsDocument } from './rehearsal.documents';
import { Start } from './Start';
import { rehearsalWords } from './words';

interface RehearsalProps extends DeskProps {
  readonly session: Session;
}

/** Starting, watching and stopping rehearsals; and how fast changes reach the screens. */
export function Rehearsal({ conference, role, sequence, session }: RehearsalProps) {
  const say = useWords(rehearsalWords);
  const [fresh, setFresh] = useState<FreshRehearsal | null>(null);
  const [{ data }, readAgain] = useQuery({
    query: DeskRehearsalsDocument,
    variables: { slug: conference.slug },
    requestPolicy: 'cache-and-network',
  });
  const read = () => readAgain({ requestPolicy: 'network-only' });
  const own =
    conference.nature === 'REHEARSAL'
      ? [{ id: conference.id, slug: conference.slug, state: conference.state, name: conference.name }]
      : (data?.conference?.rehearsals ?? []);
  return (
    <section>
      <h2>{say('title')}</h2>
      <p>{say('about')}</p>
      {mayRun(role, 'rehearse') ? (
        <Start
          conferenceId={conference.id}
          onStarted={(started) => {
            setFresh(started);
            read();
          }}
          onLost={read}
        />
      ) : (
        <p>{say('chairOnly')}</p>
      )}
      {fresh && <Fresh rehearsal={fresh} session={session} role={role} />}
      <RehearsalList rehearsals={own} role={role} onStopped={read} />
      {mayRun(role, 'readLatency') && <Latency slug={conference.slug} sequence={sequence} />}
    </section>
  );
}
