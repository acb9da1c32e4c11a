import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { useConnection } from '../connection/use-connection';
import { useSession } from '../connection/use-session';
import { Shell } from '../page/Shell';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { firstQuery } from './first-query';
import { makeFetcher } from './make-fetcher';
import { mendGraphiql } from './mend';
import { WhoAsks } from './WhoAsks';
import { graphiqlWords } from './words';

/** `/graphiql`: asks the graph by hand, as whoever this browser is signed in as. */
export function GraphiqlPage() {
  const say = useWords(graphiqlWords);
  const { lines } = useConnection();
  const session = useSession();
  const language = useLanguage();
  const fetcher = useMemo(() => makeFetcher(lines), [lines]);
  // GraphiQL keeps its tabs itself; another language later is for a browser that has none.
  const [defaultQuery] = useState(() => firstQuery(language));
  useEffect(mendGraphiql, []);
  return (
    <Shell title={say('title')} wide tools={<WhoAsks session={session} />}>
      <h1 className="heading">{say('heading')}</h1>
      <GraphiQL fetcher={fetcher} defaultQuery={defaultQuery} />
    </Shell>
  );
}
