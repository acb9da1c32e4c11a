import { useState } from 'react';
import { adviceOn } from '../../act/advice';
import type { Session } from '../../connection/use-session';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { Link } from '../../page/Link';
import { go } from '../../page/path';
import { publicAddress } from '../../page/public-address';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { Role } from '../rights';
import { rehearsalWords } from './words';

export interface FreshRehearsal {
  readonly slug: string;
  readonly chairCode: string;
}

interface FreshProps {
  readonly rehearsal: FreshRehearsal;
  readonly session: Session;
  readonly role: Role;
}

/** What was just started: where to watch it, and the code its chair signs in with, shown this once. */
export function Fresh({ rehearsal: { slug, chairCode }, session, role }: FreshProps) {
  const say = useWords(rehearsalWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const [fault, setFault] = useState<string | null>(null);
  const [address] = useState(publicAddress);
  const become = async () => {
    const problem = await session.signIn(chairCode);
    if (problem) setFault(adviceOn(problem, language) ?? sayPage('unreachable'));
    else go(`/chair/${slug}`);
  };
  return (
    <div role="status">
      <Notice kind="good">
        <h3>{say('fresh', { slug })}</h3>
        <ul className={styles.plain}>
          <li>
            <a href={`/hall/${slug}`} target="_blank" rel="noreferrer">
              {say('watch')}
            </a>
          </li>
          {role === 'ADMINISTRATOR' && (
            <li>
              <Link href={`/chair/${slug}`}>{say('desk')}</Link>
            </li>
          )}
        </ul>
        <p>
          {say('code')} <span className={styles.code}>{chairCode}</span>
        </p>
        <p>
          {address === null
            ? say('codeLocal', { host: location.host })
            : say('codeHint', { address: `${address}/chair` })}
        </p>
        {role !== 'ADMINISTRATOR' && (
          <>
            <Button onClick={() => void become()}>{say('become')}</Button>
            <p className={styles.soft}>{say('becomeHint')}</p>
          </>
        )}
        {fault && <p>{fault}</p>}
      </Notice>
    </div>
  );
}
