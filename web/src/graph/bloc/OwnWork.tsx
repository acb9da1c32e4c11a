import { useQuery } from 'urql';
import { useSession } from '../../connection/use-session';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import { GraphOwnRolesDocument } from './own-work.documents';

/** For who holds a role at the bloc, and for administrators: the way to the work of the year. */
export function OwnWork({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const { me } = useSession();
  const [{ data }] = useQuery({ query: GraphOwnRolesDocument, pause: me?.role !== 'STAFF' });
  const isHeld = data?.me.blocRoles.some(({ bloc }) => bloc.slug === slug);
  if (me?.role !== 'ADMINISTRATOR' && !isHeld) return null;
  return (
    <p>
      <a href={`/office/${slug}`} className={styles.tool}>
        {say('ownWork')}
      </a>
    </p>
  );
}
