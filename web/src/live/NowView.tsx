import { Suspense } from 'react';
import { onStage, openPolls } from '../conference/on-stage';
import type { ConferenceNow } from '../conference/use-conference';
import { useNow } from '../conference/use-now';
import type { Me, Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { PactCard } from './later';
import styles from './live.module.css';
import { PollCard } from './PollCard';
import { Presence } from './Presence';
import { liveWords } from './words';

interface NowProps {
  readonly me: Me;
  readonly conference: ConferenceNow;
  readonly session: Session;
}

/** What is on: every open poll, the open pact, and what the last of them came to until the next begins. */
export function NowView({ me, conference, session }: NowProps) {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const stage = onStage(conference, useNow());
  const { currentItem, pact } = conference;
  const result = stage.kind === 'poll' && stage.over ? conference.polls.filter(({ id }) => id === stage.id) : [];
  // A poll keeps its place when it closes, and a new one comes above it: nothing that is being filled in moves away.
  const polls = [...openPolls(conference.polls), ...result];
  const pactShown = pact && (pact.state === 'OPEN' || (stage.kind === 'pact' && stage.over));
  return (
    <>
      {me.delegate ? (
        <Presence me={me} conferenceId={conference.id} open={conference.state === 'OPEN'} session={session} />
      ) : (
        <Notice>
          <p>{say('observer')}</p>
          {me.role !== 'OBSERVER' && <a href="/chair">{say('desk')}</a>}
        </Notice>
      )}
      <p className={styles.item}>
        {conference.state !== 'OPEN' && say(conference.state === 'PLANNED' ? 'planned' : 'closed')}
        {conference.state === 'OPEN' && !currentItem && say('nothing')}
        {currentItem && (
          <>
            <span className={styles.ordinal}>{say('item', { ordinal: currentItem.ordinal })}</span>
            <span lang={format.langOf(currentItem.title)}>{format.text(currentItem.title)}</span>
          </>
        )}
      </p>
      {conference.state === 'CLOSED' && (
        <p>
          <a href={`/conference/${conference.slug}`}>{say('record')}</a>
        </p>
      )}
      {polls.map((poll) => (
        <PollCard key={poll.id} pollId={poll.id} state={poll.state} me={me} />
      ))}
      <Suspense fallback={<p aria-busy="true">{sayPage('loading')}</p>}>
        {pactShown && <PactCard key={pact.id} pactId={pact.id} me={me} />}
      </Suspense>
    </>
  );
}
