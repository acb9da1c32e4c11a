import { refusalText } from '../connection/refusal-text';
import { useSession } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { OtherCode } from '../sign-in/OtherCode';
import { SignIn } from '../sign-in/SignIn';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { AtBloc } from './AtBloc';
import styles from './office.module.css';
import { Seats } from './Seats';
import { officeWords } from './words';

/** The officers' page: `/office` leads to one's own place or lets one choose; `/office/<bloc>/<who>/<part>/<year>` is one. */
export function OfficePage() {
  const say = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const session = useSession();
  const { me, error } = session;
  const [, , slug = '', who = '', part = '', year = '', more = ''] = usePath().split('/').map(decodeURIComponent);
  const leave = () => void session.signOut();
  const place = { slug, who, part, year, more };
  const content = () => {
    if (!me) {
      if (!error) return <p>{sayPage('loading')}</p>;
      return (
        <Notice kind="bad" alert>
          {refusalText(error, language) ?? sayPage('unreachable')}
        </Notice>
      );
    }
    if (me.role === 'PUBLIC') return <SignIn session={session} />;
    return (
      <>
        <OtherCode me={me} leave={leave} />
        {me.role === 'ADMINISTRATOR' ? (
          <AtBloc me={me} session={session} place={place} />
        ) : (
          <Seats me={me} session={session} place={place} />
        )}
      </>
    );
  };
  const signedIn = me !== null && me.role !== 'PUBLIC';
  return (
    <Shell
      title={say('title')}
      name={say('title')}
      tools={
        signedIn && (
          <Button rank="quiet" onClick={leave}>
            {say('signOut')}
          </Button>
        )
      }
    >
      {content()}
      <p className={styles.guide}>
        <a href="/guide/officer">{say('guide')}</a>
      </p>
    </Shell>
  );
}
