import { useQuery } from 'urql';
import type { Me, Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { pageWords } from '../page/words';
import { useWords } from '../words/use-words';
import { Desk } from './Desk';
import { DeskConferenceDocument } from './desk.documents';
import { chairWords } from './words';

interface DeskOfProps {
  readonly slug: string;
  readonly section: string;
  readonly session: Session;
  readonly me: Me;
}

/** The desk of the conference in the address, if it is there and the account's to run. */
export function DeskOf({ slug, section, session, me }: DeskOfProps) {
  const say = useWords(chairWords);
  const sayPage = useWords(pageWords);
  const [{ data, fetching, error }] = useQuery({ query: DeskConferenceDocument, variables: { slug } });
  if (error && !data) {
    return (
      <Notice kind="bad" alert>
        {sayPage('unreachable')}
      </Notice>
    );
  }
  if (!data || fetching) return <p>{sayPage('loading')}</p>;
  const id = data.conference?.id;
  const own = me.role === 'ADMINISTRATOR' || me.conference?.id === id;
  if (!id || !own) {
    return (
      <Notice kind="warn">
        <p>{say('notFound')}</p>
        <p>
          <Link href={me.conference ? `/chair/${me.conference.slug}` : '/chair'}>{say('back')}</Link>
        </p>
      </Notice>
    );
  }
  return <Desk key={id} id={id} slug={slug} section={section} session={session} role={me.role} />;
}
