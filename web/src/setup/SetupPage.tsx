import { useState } from 'react';
import { refusalText } from '../connection/refusal-text';
import { useSession } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { OtherCode } from '../sign-in/OtherCode';
import { SignIn } from '../sign-in/SignIn';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import type { Draft } from './draft';
import { keep } from './kept';
import { Start } from './Start';
import { Wizard } from './Wizard';
import { setupWords } from './words';

interface Begun {
  readonly draft: Draft;
  readonly about: string | null;
}

/** Setting up a bloc, a year and a conference: `/setup`, for administrators and leader's offices. */
export function SetupPage() {
  const say = useWords(setupWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const session = useSession();
  const { me, error } = session;
  const [begun, setBegun] = useState<Begun | null>(null);
  const leave = () => void session.signOut();
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
    if (me.role !== 'ADMINISTRATOR' && me.role !== 'STAFF')
      return (
        <>
          <h1>{say('title')}</h1>
          <Notice kind="warn">{say('notForYou', { name: me.name })}</Notice>
        </>
      );
    const isOffice = me.role === 'STAFF';
    if (!begun)
      return (
        <Start
          isOffice={isOffice}
          onBegin={(draft, about) => {
            keep(draft);
            setBegun({ draft, about: about ? say(about) : null });
          }}
        />
      );
    return (
      <>
        <h1>{say('title')}</h1>
        <Wizard first={begun.draft} about={begun.about} isOffice={isOffice} onLeave={() => setBegun(null)} />
      </>
    );
  };
  const signedIn = me !== null && me.role !== 'PUBLIC';
  return (
    <Shell
      title={say('title')}
      narrow
      live={false}
      tools={
        signedIn && (
          <Button rank="quiet" onClick={leave}>
            {say('signOut')}
          </Button>
        )
      }
    >
      {signedIn && me && <OtherCode me={me} leave={leave} />}
      {content()}
    </Shell>
  );
}
