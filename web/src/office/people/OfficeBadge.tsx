import { Notice } from '../../look/Notice';
import { QrCode } from '../../look/QrCode';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { linkOf } from './badge';
import { peopleWords } from './words';

interface OfficeBadgeProps {
  readonly name: string;
  readonly what: string;
  /** It is shown here once. */
  readonly code: string;
}

/** A badge to print or to hand on. */
export function OfficeBadge({ name, what, code }: OfficeBadgeProps) {
  const say = useWords(peopleWords);
  return (
    <>
      <Notice kind="warn">{say('once')}</Notice>
      <div className={styles.badge}>
        <p>
          <strong>{name}</strong>
        </p>
        <p>{what}</p>
        <QrCode text={linkOf(code)} label={say('codeOf', { name })} className={styles.qr} />
        <p>{say('scan', { address: `${location.host}/office` })}</p>
        <p className={styles.code}>{code}</p>
      </div>
    </>
  );
}
