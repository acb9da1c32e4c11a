import { Suspense, useCallback, useState } from 'react';
import { nextToOpen } from '../conference/next-to-open';
import { onStage, openPolls } from '../conference/on-stage';
import type { ConferenceNow } from '../conference/use-conference';
import { useNow } from '../conference/use-now';
import type { Me, Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { OpensIn } from '../poll/OpensIn';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { PactCard, Speak } from './later';
import styles from './live.module.css';
import { PollCard } from './PollCard';
import { Presence } from './Presence';
import { type VoteAtHand, VoteList } from './VoteList';
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
  const stage = onStage(conference, useNow());
  const { pact } = conference;
  const result = stage.kind === 'poll' && stage.over ? conference.polls.filter(({ id }) => id === stage.id) : [];
  // A poll keeps its place when it closes, and a new one comes above it: nothing that is being filled in moves away.
  const polls = [...openPolls(conference.polls), ...result];
  const pactShown = pact && (pact.state === 'OPEN' || (stage.kind === 'pact' && stage.over));
  const open = openPolls(conference.polls);
  const next = nextToOpen(conference.polls);
  // What a delegate has to do comes first; who they are and where the agenda is, after it.
  const voting = open.length > 0 && me.delegate?.present === true;
  const [known, setKnown] = useState<ReadonlyMap<string, VoteAtHand>>(new Map());
  const onKnown = useCallback(
    (pollId: string, vote: VoteAtHand) => setKnown((before) => new Map(before).set(pollId, vote)),
    [],
  );
  // What is fetched apart comes after the votes.
  const votesShown = open.every(({ id }) => known.has(id));
  const where = <Where me={me} conference={conference} session={session} />;
  return (
    <>
      {!voting && where}
      {conference.state === 'CLOSED' && (
        <p>
          <a className={styles.way} href={`/conference/${conference.slug}`}>
            {say('record')}
          </a>
        </p>
      )}
      {next && (
        <p>
          <OpensIn {...next} />
        </p>
      )}
      {me.delegate && open.length > 1 && <VoteList polls={open} known={known} />}
      {polls.map((poll) => (
        <PollCard
          key={poll.id}
          pollId={poll.id}
          state={poll.state}
          me={me}
          brief={open.length > 1 && poll.state === 'OPEN'}
          onKnown={onKnown}
        />
      ))}
      <Suspense fallback={<p aria-busy="true">{sayPage('loading')}</p>}>
        {pactShown && votesShown && <PactCard key={pact.id} pactId={pact.id} me={me} />}
      </Suspense>
      {me.delegate && votesShown && conference.state === 'OPEN' && (
        <Suspense fallback={null}>
          <Speak conference={conference} delegateId={me.delegate.id} />
        </Suspense>
      )}
      {voting && where}
    </>
  );
}

/** Who the delegate is, and where the conference stands. */
function Where({ me, conference, session }: NowProps) {
  const say = useWords(liveWords);
  const format = useFormat();
  const { state, currentItem } = conference;
  return (
    <>
      {me.delegate ? (
        <Presence me={me} conferenceId={conference.id} open={state === 'OPEN'} session={session} />
      ) : (
        <Notice>
          <p>{say('observer')}</p>
          {me.role !== 'OBSERVER' && (
            <a className={styles.way} href="/chair">
              {say('desk')}
            </a>
          )}
        </Notice>
      )}
      <p className={styles.item}>
        {state !== 'OPEN' && say(state === 'PLANNED' ? 'planned' : 'closed')}
        {state === 'OPEN' && !currentItem && say('nothing')}
        {currentItem && (
          <>
            <span className={styles.ordinal}>{say('item', { ordinal: currentItem.ordinal })}</span>
            <span lang={format.langOf(currentItem.title)}>{format.text(currentItem.title)}</span>
          </>
        )}
      </p>
    </>
  );
}
