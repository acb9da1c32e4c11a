import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { apiWords } from './words';

/** Where apps ask the graph. */
export function ApiPage() {
  const say = useWords(apiWords);
  return (
    <Shell title={say('title')} live={false}>
      <h1>{say('title')}</h1>
      <p>{say('about', { path: '/graphql' })}</p>
      <ul>
        <li>
          <a href="/graphiql">{say('graphiql')}</a>
        </li>
        <li>
          <a href="/schema.graphql">{say('schema')}</a>
        </li>
        <li>
          <a href="/healthz">{say('health')}</a>
        </li>
      </ul>
    </Shell>
  );
}
