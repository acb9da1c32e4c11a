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
import { ChooseConference } from './ChooseConference';
import styles from './chair.module.css';
import { DeskOf } from './DeskOf';
import { runsADesk } from './rights';
import { chairWords } from './words';

/** The chair's desk: `/chair` leads to one's own conference or lets an administrator choose; `/chair/<slug>/<part>` is one. */
export function ChairPage() {
  const say = useWords(chairWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const session = useSession();
  const { me, error } = session;
  const [, , given = '', section = ''] = usePath().split('/').map(decodeURIComponent);
  const slug = given || me?.conference?.slug;
  const leave = () => void session.signOut();
  const isStaff = me?.role === 'STAFF';
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
    if (!runsADesk(me.role)) {
      return (
        <>
          <OtherCode me={me} leave={leave} />
          <h1>{say('title')}</h1>
          <Notice kind="warn">
            <p>{say('notForYou', { name: me.name })}</p>
            <p>
              <a href={isStaff ? '/office' : '/live'}>{say(isStaff ? 'toOffice' : 'toLive')}</a>
            </p>
          </Notice>
        </>
      );
    }
    return (
      <>
        <OtherCode me={me} leave={leave} />
        {slug ? <DeskOf slug={slug} section={section} session={session} me={me} /> : <ChooseConference />}
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
        <a href={`/guide/${me?.role === 'SECRETARY' ? 'secretary' : 'chair'}`}>{say('guide')}</a>
      </p>
    </Shell>
  );
}
