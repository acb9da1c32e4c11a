import type { CombinedError } from '@urql/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { refusalCode, refusalText } from '../connection/refusal-text';
import type { Session } from '../connection/use-session';
import { Button } from '../look/Button';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import styles from './sign-in.module.css';
import { forgetCode, useCode } from './use-code';
import { signInWords } from './words';

/** Whether the server has an OpenID provider for staff; a page without a place for it is not for them. */
function hasProvider(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name=oidc]')?.content === 'on';
}

/** Asks for the code of a badge; one in the address (`#c=…`, as printed badges have it) is filled in. */
export function SignIn({ session }: { readonly session: Session }) {
  const say = useWords(signInWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const came = useCode();
  const [code, setCode] = useState(came ?? '');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<CombinedError | null>(null);
  useEffect(() => {
    if (came !== null) setCode(came);
  }, [came]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    const problem = await session.signIn(code);
    setBusy(false);
    setFault(problem);
    if (problem) input.current?.select();
    else forgetCode();
  };
  return (
    <form className={styles.form} onSubmit={send} aria-labelledby="sign-in">
      <h1 id="sign-in">{say('title')}</h1>
      <Field
        ref={input}
        name="code"
        label={say('code')}
        hint={say('hint')}
        fault={fault && (refusalText(fault, language) ?? sayPage('unreachable'))}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        required
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
      />
      {fault && refusalCode(fault) === 'BADGE_INVALID' && (
        <Notice>
          <p>{say('whatNow')}</p>
        </Notice>
      )}
      <Button type="submit" rank="main" wide busy={busy}>
        {say('act')}
      </Button>
      {hasProvider() && (
        <>
          <p>
            <a href="/oidc/sign-in">{say('organisation')}</a>
          </p>
          <p>
            <a href="/oidc/sign-out">{say('leaveOrganisation')}</a>
          </p>
        </>
      )}
    </form>
  );
}
