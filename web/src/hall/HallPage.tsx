import { useEffect, useState } from 'react';
import { useConference } from '../conference/use-conference';
import { useSession } from '../connection/use-session';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { Screen } from '../screen/Screen';
import { SignIn } from '../sign-in/SignIn';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { ToShowFragment } from './hall.documents';
import styles from './hall.module.css';
import { useHallConference } from './use-hall-conference';
import { useIsBig } from './use-is-big';
import { hallWords } from './words';

/**
 * The big screen of the hall: it follows the chair and needs nobody to attend to it. Where another conference is to be
 * shown, the one before stays until the first state of the other has come.
 */
export function HallPage() {
  const say = useWords(hallWords);
  const sayPage = useWords(pageWords);
  const session = useSession();
  const { id, known, choices } = useHallConference();
  const [shownId, setShownId] = useState<string | null>(null);
  const content = () => {
    if (choices.length > 0) return <Choices choices={choices} />;
    if (!id && known) {
      const asked = location.pathname.split('/')[2];
      return (
        <div className={styles.message}>
          <p>{say(asked ? 'notFound' : 'noConference')}</p>
          {asked && <p>{say('notFoundHint')}</p>}
          {session.me?.role === 'PUBLIC' && (
            <div className={styles.signIn}>
              <p>{say('maybePrivate')}</p>
              <SignIn session={session} />
            </div>
          )}
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

/** Where several conferences are in session at once: each screen shows one, by its own address. */
function Choices({ choices }: { readonly choices: readonly ToShowFragment[] }) {
  const say = useWords(hallWords);
  const format = useFormat();
  return (
    <div className={styles.message} data-testid="choices">
      <h1>{say('choose')}</h1>
      <ul className={styles.choices}>
        {choices.map(({ id, slug, name }) => (
          <li key={id}>
            <a href={`/hall/${slug}`} lang={format.langOf(name)}>
              {format.text(name)}
            </a>
          </li>
        ))}
      </ul>
    </div>
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
  const big = useIsBig();
  const ready = wanted && !shown && conference !== null;
  useEffect(() => {
    if (ready) onReady(id);
  }, [ready, onReady, id]);
  return shown && conference ? <Screen conference={conference} big={big} /> : null;
}
