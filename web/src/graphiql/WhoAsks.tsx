import type { CombinedError } from '@urql/core';
import { type FormEvent, useId, useState } from 'react';
import { refusalText } from '../connection/refusal-text';
import type { Me, Session } from '../connection/use-session';
import { Button } from '../look/Button';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import styles from './who-asks.module.css';
import { graphiqlWords } from './words';

/** As whom the graph is asked, in the head of the page, with a way to sign in by the code of a badge, or out. */
export function WhoAsks({ session }: { readonly session: Session }) {
  const say = useWords(graphiqlWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const [fault, setFault] = useState<CombinedError | null>(null);
  const { me } = session;
  const problem = fault ?? (me ? null : session.error);
  const signOut = async () => setFault(await session.signOut());
  return (
    <>
      {me && <p className={styles.who}>{whoText(me, say)}</p>}
      {me?.role === 'PUBLIC' && <SignInLine session={session} onFault={setFault} />}
      {me && me.role !== 'PUBLIC' && (
        <Button rank="quiet" onClick={signOut}>
          {say('signOut')}
        </Button>
      )}
      <p className={styles.fault} role="alert">
        {problem && (refusalText(problem, language) ?? sayPage('unreachable'))}
      </p>
    </>
  );
}

interface SignInLineProps {
  readonly session: Session;
  /** Told what was wrong with a sign-in; null when it begins. */
  onFault(fault: CombinedError | null): void;
}

function SignInLine({ session, onFault }: SignInLineProps) {
  const say = useWords(graphiqlWords);
  const id = useId();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    onFault(null);
    setBusy(true);
    const fault = await session.signIn(code);
    setBusy(false);
    onFault(fault);
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <label htmlFor={id}>{say('code')}</label>
      <input
        id={id}
        className={styles.code}
        name="code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        required
        maxLength={40}
        placeholder={say('codeForm')}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
      />
      <Button type="submit" busy={busy}>
        {say('signIn')}
      </Button>
    </form>
  );
}

function whoText({ role, name }: Me, say: ReturnType<typeof useWords<typeof graphiqlWords.vi>>): string {
  return role === 'PUBLIC' ? say('PUBLIC') : say('who', { name, role: say(role) });
}
