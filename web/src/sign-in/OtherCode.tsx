import type { Me } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { useWords } from '../words/use-words';
import { useCode } from './use-code';
import { signInWords } from './words';

interface OtherCodeProps {
  readonly me: Me;
  /** Signs out, after which the form has the code. */
  leave(): void;
}

/** Shown where a badge was scanned on a device that somebody is signed in on already. */
export function OtherCode({ me, leave }: OtherCodeProps) {
  const say = useWords(signInWords);
  const code = useCode();
  if (code === null) return null;
  return (
    <Notice kind="warn">
      <p>{say('otherCode', { name: me.name })}</p>
      <Button onClick={leave}>{say('otherCodeAct')}</Button>
    </Notice>
  );
}
