import { useLive } from '../connection/use-live';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallDocument } from './hall.documents';
import styles from './hall.module.css';
import { SignatureWall } from './SignatureWall';
import { useHallConference } from './use-hall-conference';
import { hallWords } from './words';

/** The big screen of the hall. */
export function HallPage() {
  const say = useWords(hallWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const { id, fetching } = useHallConference();
  const conference = useLive(HallDocument, id ? { conferenceId: id } : null).data?.conferenceChanged.conference;
  const item = conference?.currentItem;
  const content = () => {
    if (!conference) return id || fetching ? <p>{sayPage('loading')}</p> : <Notice>{say('noConference')}</Notice>;
    return (
      <div className={styles.screen}>
        <h1 lang={format.langOf(conference.name)}>{format.text(conference.name)}</h1>
        <section>
          <h2>{say('now')}</h2>
          <p className={styles.item} lang={item ? format.langOf(item.title) : undefined}>
            {item ? format.text(item.title) : say('nothing')}
          </p>
        </section>
        {conference.pact && <SignatureWall pactId={conference.pact.id} />}
      </div>
    );
  };
  return <Shell title={say('title')}>{content()}</Shell>;
}
