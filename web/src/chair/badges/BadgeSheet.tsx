import { QrCode } from '../../look/QrCode';
import { useWords } from '../../words/use-words';
import { type Badge, linkOf, pageOf } from './badge';
import styles from './badges.module.css';
import { badgesWords } from './words';

interface BadgeSheetProps {
  readonly badges: readonly Badge[];
  readonly conference: string;
}

/** The badges as they come out of the printer: on paper nothing else of the page is left. */
export function BadgeSheet({ badges, conference }: BadgeSheetProps) {
  const say = useWords(badgesWords);
  return (
    <ul className={styles.sheet}>
      {badges.map((badge) => (
        <li key={badge.key} className={styles.badge}>
          <p className={styles.conference}>{conference}</p>
          <p className={styles.name}>{badge.name}</p>
          <p className={styles.from}>{badge.from}</p>
          <QrCode text={linkOf(badge)} label={say('codeOf', { name: badge.name })} className={styles.qr} />
          <p className={styles.hint}>{say('scan', { address: `${location.host}${pageOf(badge)}` })}</p>
          <p className={styles.code}>{badge.code}</p>
        </li>
      ))}
    </ul>
  );
}
