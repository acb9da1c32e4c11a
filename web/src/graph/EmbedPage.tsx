import { useEffect } from 'react';
import { useQuery } from 'urql';
import { showLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { GraphConferenceResultsDocument, GraphResultsDocument } from './bloc/bloc.documents';
import { byMember } from './bloc/by-member';
import { IndicatorChart } from './bloc/IndicatorChart';
import { reportedOf, resultsOf } from './bloc/pick';
import { ResultTable } from './bloc/ResultTable';
import { useBloc } from './bloc/use-bloc';
import { GraphConferenceDocument } from './conference/conference.documents';
import { YearFigures } from './figures/YearFigures';
import styles from './graph.module.css';
import { NotFound } from './NotFound';
import { SourceLine } from './SourceLine';
import { useAll } from './use-all';
import { Waiting } from './Waiting';
import { graphWords } from './words';

interface EmbedPageProps {
  /** `bloc` for an indicator of a bloc, `conference` for the figures of a conference. */
  readonly kind: string;
  readonly slug: string;
  /** The code of the indicator. */
  readonly code: string;
}

/** Something of the graph alone, without head and navigation, to stand in a frame on another page; nothing can be done in it. */
export function EmbedPage({ kind, slug, code }: EmbedPageProps) {
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get('lang');
    if (asked === 'vi' || asked === 'en') showLanguage(asked);
  }, []);
  return (
    <main id="main" className={styles.embed}>
      {kind === 'bloc' && <EmbeddedIndicator slug={slug} code={code} />}
      {kind === 'conference' && <EmbeddedConference slug={slug} />}
      {kind !== 'bloc' && kind !== 'conference' && <NotFound />}
    </main>
  );
}

function EmbeddedIndicator({ slug, code }: { readonly slug: string; readonly code: string }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const { bloc, error } = useBloc(slug);
  const { nodes } = useAll(GraphResultsDocument, slug, resultsOf);
  const found = nodes?.filter(({ indicator }) => indicator.code === code) ?? [];
  const name = found[0] ? format.text(found[0].indicator.name) : '';
  if (bloc === undefined || (bloc && !nodes)) return <Waiting error={error} />;
  if (!bloc || found.length === 0) return <NotFound />;
  const codes = bloc.members.map((member) => member.code);
  const results = byMember(found, codes);
  return (
    <>
      <h1 className={styles.embedTitle}>{`${name}, ${format.text(bloc.name)}`}</h1>
      <IndicatorChart results={results} />
      <details>
        <summary>{say('table', { name })}</summary>
        <ResultTable caption={say('table', { name })} results={results} by={['member']} />
      </details>
      <Whole href={`/bloc/${slug}/indicator/${code}`} />
    </>
  );
}

function EmbeddedConference({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const [{ data, error }] = useQuery({ query: GraphConferenceDocument, variables: { slug } });
  const { nodes } = useAll(GraphConferenceResultsDocument, slug, reportedOf);
  const conference = data?.conference;
  if (!data || !nodes) return <Waiting error={error} />;
  if (!conference) return <NotFound />;
  return (
    <>
      <h1 className={styles.embedTitle}>{format.text(conference.name)}</h1>
      <YearFigures heading={say('figures')} results={nodes} sourced={false} />
      <SourceLine source={conference.source} />
      <Whole href={`/conference/${slug}`} />
    </>
  );
}

/** The way out of the frame, to the whole page. */
function Whole({ href }: { readonly href: string }) {
  const say = useWords(graphWords);
  return (
    <p>
      <a href={href} target="_blank" rel="noopener">
        {say('wholePage')}
      </a>
    </p>
  );
}
