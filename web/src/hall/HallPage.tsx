import { useEffect, useState } from 'react';
import { useConference } from '../conference/use-conference';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { useWords } from '../words/use-words';
import styles from './hall.module.css';
import { Screen } from './Screen';
import { useHallConference } from './use-hall-conference';
import { hallWords } from './words';

/**
 * The big screen of the hall: it follows the chair and needs nobody to attend to it. Where another conference is to be
 * shown, the one before stays until the first state of the other has come.
 */
export function HallPage() {
  const say = useWords(hallWords);
  const sayPage = useWords(pageWords);
  const { id, known } = useHallConference();
  const [shownId, setShownId] = useState<string | null>(null);
  const content = () => {
    if (!id && known) {
      const asked = location.pathname.split('/')[2];
      return (
        <div className={styles.message}>
          <p>{say(asked ? 'notFound' : 'noConference')}</p>
          {asked && <p>{say('notFoundHint')}</p>}
        </div>
      );
    }
    const followed = [...new Set([shownId, id])].filter((each) => each !== null);
    return (
      <>
        {!shownId && <p className={styles.message}>{sayPage('loading')}</p>}
        {followed.map((each) => (
          <Followed key={each} id={each} shown={each === shownId} wanted={each === id} onReady={setShownId} />
        ))}
      </>
    );
  };
  return (
    <Shell title={say('title')} wide>
      {content()}
    </Shell>
  );
}

interface FollowedProps {
  readonly id: string;
  readonly shown: boolean;
  readonly wanted: boolean;
  /** Called with its id once it can be shown. */
  onReady(id: string): void;
}

/** Follows a conference, and is nothing to see until it is its turn. */
function Followed({ id, shown, wanted, onReady }: FollowedProps) {
  const conference = useConference(id);
  const ready = wanted && !shown && conference !== null;
  useEffect(() => {
    if (ready) onReady(id);
  }, [ready, onReady, id]);
  return shown && conference ? <Screen conference={conference} /> : null;
}
