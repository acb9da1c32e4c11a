import { useEffect, useState } from 'react';
import { refusalText } from '../connection/refusal-text';
import { type Me, useSession } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { OtherCode } from '../sign-in/OtherCode';
import { SignIn } from '../sign-in/SignIn';
import { signInWords } from '../sign-in/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { Desk } from './Desk';
import { KeptHere } from './KeptHere';
import styles from './live.module.css';
import { SignedOut } from './SignedOut';
import { forgetVisit, rememberVisit, type Visit, visitBefore } from './visit';
import { liveWords } from './words';

/** The delegate's phone. */
export function LivePage() {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const saySignIn = useWords(signInWords);
  const language = useLanguage();
  const session = useSession();
  const { me, error } = session;
  const ended = useEnded(me);
  const leave = () => {
    forgetVisit();
    void session.signOut();
  };
  const signedIn = me !== null && me.role !== 'PUBLIC';
  const content = () => {
    if (!me) {
      if (!error) return <p>{sayPage('loading')}</p>;
      return (
        <>
          <Notice kind="bad" alert>
            {refusalText(error, language) ?? sayPage('unreachable')}
          </Notice>
          {error.networkError && <KeptHere />}
          <Button rank="main" onClick={session.refresh}>
            {sayPage('reload')}
          </Button>
        </>
      );
    }
    if (!signedIn) {
      return (
        <>
          {ended && <SignedOut visit={ended} />}
          <SignIn session={session} />
        </>
      );
    }
    if (!me.conference) {
      return (
        <>
          <OtherCode me={me} leave={leave} />
          <Notice>
            <p>{say('noConference')}</p>
            {me.role === 'ADMINISTRATOR' && <a href="/chair">{say('desk')}</a>}
          </Notice>
        </>
      );
    }
    return (
      <>
        <OtherCode me={me} leave={leave} />
        <Desk me={me} conferenceId={me.conference.id} session={session} />
      </>
    );
  };
  return (
    <Shell title={say('title')} narrow>
      {content()}
      <p>
        <a className={styles.way} href="/guide/delegate">
          {say('guide')}
        </a>
      </p>
      {signedIn && (
        <Button rank="quiet" onClick={leave}>
          {saySignIn('out')}
        </Button>
      )}
    </Shell>
  );
}

/** The visit that ended without the delegate's doing, if that is how they came to be signed out. */
function useEnded(me: Me | null): Visit | null {
  const [ended, setEnded] = useState<Visit | null>(null);
  useEffect(() => {
    if (!me) return;
    if (me.role === 'PUBLIC') return setEnded(visitBefore());
    rememberVisit({ name: me.name, delegateId: me.delegate?.id ?? null });
    setEnded(null);
  }, [me]);
  return ended;
}
