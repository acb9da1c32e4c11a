import { Link } from '../page/Link';
import { useWords } from '../words/use-words';
import { graphWords } from './words';

/** For an address that names nothing, or nothing that is for everybody to see. */
export function NotFound() {
  const say = useWords(graphWords);
  return (
    <>
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundHint')}</p>
      <p>
        <Link href="/">{say('home')}</Link>
      </p>
    </>
  );
}
