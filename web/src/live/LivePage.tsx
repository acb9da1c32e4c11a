import { refusalText } from '../connection/refusal-text';
import { useSession } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { SignIn } from '../sign-in/SignIn';
import { signInWords } from '../sign-in/words';
import { useLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { OnNow } from './OnNow';
import { liveWords } from './words';

/** The delegate's phone. */
export function LivePage() {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const saySignIn = useWords(signInWords);
  const format = useFormat();
  const language = useLanguage();
  const session = useSession();
  const { me, error } = session;
  const conference = me?.conference;
  const signOut = me && me.role !== 'PUBLIC' && (
    <Button rank="quiet" onClick={() => void session.signOut()}>
      {saySignIn('out')}
    </Button>
  );
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
    return conference ? <OnNow conferenceId={conference.id} /> : <Notice>{say('noConference')}</Notice>;
  };
  return (
    <Shell title={say('title')} name={conference ? format.text(conference.name) : undefined} narrow tools={signOut}>
      {content()}
    </Shell>
  );
}
