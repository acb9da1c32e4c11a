import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { graphWords } from './words';

const doors = ['live', 'hall', 'chair', 'api'] as const;

/** The public graph. */
export function GraphPage() {
  const say = useWords(graphWords);
  return (
    <Shell title={say('title')} live={false}>
      <h1>{say('title')}</h1>
      <p>{say('about')}</p>
      <ul>
        {doors.map((door) => (
          <li key={door}>
            <a href={`/${door}`}>{say(door)}</a>
          </li>
        ))}
      </ul>
    </Shell>
  );
}
