import { useQuery } from 'urql';
import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { ApiConferenceDocument } from './api.documents';
import styles from './api.module.css';
import { CodeList } from './CodeList';
import { ExampleBlock } from './ExampleBlock';
import { examplesFor } from './examples';
import { apiWords } from './words';

/** What holds everywhere (docs/api.md), by the words it is said in. */
const rules = [
  ['ids', 'idsText'],
  ['notFoundRule', 'notFoundText'],
  ['errors', 'errorsText'],
  ['payload', 'payloadText'],
  ['retry', 'retryText'],
  ['sequence', 'sequenceText'],
  ['lists', 'listsText'],
  ['cost', 'costText'],
  ['webhooks', 'webhooksText'],
  ['versions', 'versionsText'],
] as const;

/** For authors of apps: where to ask, and programs that run against this very server. */
export function ApiPage() {
  const say = useWords(apiWords);
  const [{ data }] = useQuery({ query: ApiConferenceDocument });
  const conference = data?.conferences.nodes[0];
  return (
    <Shell title={say('title')} live={false}>
      <h1>{say('title')}</h1>
      <p className={styles.text}>{say('about', { path: '/graphql', stream: '/graphql/stream' })}</p>
      <h2>{say('reference')}</h2>
      <ul className={styles.reference}>
        <li>
          <a href="/graphiql">{say('graphiql')}</a>
        </li>
        <li>
          <a href="/schema.graphql">{say('schema')}</a>
        </li>
        <li>
          <a href="/schema.graphql" download="giaouoc.graphql">
            {say('download')}
          </a>
        </li>
        {conference && (
          <li>
            <a href={`/conferences/${conference.slug}/snapshot.json`}>{say('snapshot')}</a>
          </li>
        )}
        <li>
          <a href="/healthz">{say('health')}</a>
        </li>
      </ul>
      <h2>{say('signIn')}</h2>
      <p className={styles.text}>{say('signInText', { header: 'Authorization: Bearer …' })}</p>
      <p className={styles.text}>{say('keysText')}</p>
      <h2>{say('conventions')}</h2>
      <dl className={styles.rules}>
        {rules.map(([name, text]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{say(text, { key: 'idempotencyKey', standard: 'Standard Webhooks' })}</dd>
          </div>
        ))}
      </dl>
      <CodeList />
      <h2>{say('examples')}</h2>
      <p className={styles.text}>{say('examplesHint')}</p>
      {examplesFor(location.origin, conference?.id ?? null).map((example) => (
        <ExampleBlock key={example.name} example={example} />
      ))}
    </Shell>
  );
}
