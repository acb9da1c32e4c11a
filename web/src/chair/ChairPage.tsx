import { useSession } from '../connection/use-session';
import { Shell } from '../page/Shell';
import { SignIn } from '../sign-in/SignIn';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { chairWords } from './words';

/** The chair's desk. */
export function ChairPage() {
  const say = useWords(chairWords);
  const format = useFormat();
  const session = useSession();
  const { me } = session;
  return (
    <Shell title={say('title')} name={me?.conference ? format.text(me.conference.name) : undefined}>
      {me?.role === 'PUBLIC' ? <SignIn session={session} /> : <h1>{say('title')}</h1>}
    </Shell>
  );
}
