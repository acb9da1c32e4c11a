import { useLayoutEffect, useRef, useState } from 'react';
import type { ConferenceNow } from '../../conference/use-conference';
import { Silent } from '../../page/Announcer';
import { Screen } from '../../screen/Screen';
import { useWords } from '../../words/use-words';
import styles from './hall-desk.module.css';
import { hallDeskWords } from './words';

/** What the hall's screen is drawn as, in pixels, before it is made small. */
const width = 1280;

/** The very screen of the hall, in small: to be looked at, not to be worked with. */
export function Preview({ now }: { readonly now: ConferenceNow }) {
  const say = useWords(hallDeskWords);
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.5);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setScale(element.clientWidth / width));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <figure className={styles.preview}>
      <div ref={frame} className={styles.frame} data-theme="hall" data-testid="preview" inert>
        <div className={styles.inside} style={{ transform: `scale(${scale})` }}>
          <Silent>
            <Screen conference={now} big />
          </Silent>
        </div>
      </div>
      <figcaption>{say(now.hall.scene === 'AUTOMATIC' ? 'shownAutomatic' : 'shownChosen')}</figcaption>
    </figure>
  );
}
