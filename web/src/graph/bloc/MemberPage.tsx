import { Link } from '../../page/Link';
import { Shell } from '../../page/Shell';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { SearchLink } from '../search/SearchLink';
import { useAll } from '../use-all';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { AwardTable } from './AwardTable';
import { GraphAwardsDocument, GraphResultsDocument } from './bloc.documents';
import { proposalsOf, resultsOf } from './pick';
import { ResultTable } from './ResultTable';
import { useBloc } from './use-bloc';

interface MemberPageProps {
  readonly slug: string;
  readonly code: string;
}

/** One member of a bloc: its posts, its results and its awards over the years. */
export function MemberPage({ slug, code }: MemberPageProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const { bloc, error } = useBloc(slug);
  const results = useAll(GraphResultsDocument, slug, resultsOf).nodes?.filter((result) => result.member?.code === code);
  const proposals = useAll(GraphAwardsDocument, slug, proposalsOf).nodes?.filter(({ member }) => member.code === code);
  const member = bloc?.members.find((each) => each.code === code);
  const name = member ? format.text(member.shortName) : code;
  const content = () => {
    if (bloc === undefined) return <Waiting error={error} />;
    if (!bloc || !member) return <NotFound />;
    const terms = bloc.leadership.filter((term) => term.member.code === code);
    return (
      <>
        <p>
          <Link href={`/bloc/${slug}`}>{format.text(bloc.name)}</Link>
        </p>
        <h1>{name}</h1>
        <p className={styles.lead} lang={format.langOf(member.officialName)}>
          {format.text(member.officialName)}
        </p>
        <h2>{say('memberLeads')}</h2>
        {terms.length === 0 && <p>{say('neverLed')}</p>}
        <ul>
          {terms.map(({ id, year, role }) => (
            <li key={id}>{say('term', { year, role: say(`${role}_${bloc.kind}`) })}</li>
          ))}
        </ul>
        {results?.length === 0 && <p>{say('noResults')}</p>}
        {results && results.length > 0 && (
          <ResultTable caption={say('memberResults', { member: name })} heads results={results} by={['indicator']} />
        )}
        {proposals?.length === 0 && <p>{say('noAwards')}</p>}
        {proposals && proposals.length > 0 && (
          <AwardTable
            slug={slug}
            caption={say('memberAwards', { member: name })}
            proposals={proposals}
            ofMany={false}
          />
        )}
      </>
    );
  };
  return (
    <Shell title={name} live={false} tools={<SearchLink />}>
      {content()}
    </Shell>
  );
}
