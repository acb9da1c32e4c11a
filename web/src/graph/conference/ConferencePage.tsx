import { lazy, Suspense, useState } from 'react';
import { useQuery } from 'urql';
import { Notice } from '../../look/Notice';
import { Link } from '../../page/Link';
import { Shell } from '../../page/Shell';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { SourceLine } from '../SourceLine';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { GraphConferenceDocument } from './conference.documents';
import { isFollowed, nothingFollowed } from './course';
import type { GraphConference } from './graph-conference';
import { LogCheck } from './LogCheck';
import { Outcome } from './Outcome';
import { PactSection } from './PactSection';
import { People } from './People';
import { Polls } from './Polls';
import { Proposals } from './Proposals';
import { StaleNote } from './StaleNote';
import { useCourse } from './use-course';
import { conferenceWords } from './words';

/** Needed only for what is in session, so loaded only then. */
const FollowCourse = lazy(async () => ({ default: (await import('./FollowCourse')).FollowCourse }));

/**
 * Everything of one conference that is for everybody to read; what its source does not say is said to be unknown. Until it
 * is closed it is followed.
 */
export function ConferencePage({ slug }: { readonly slug: string }) {
  const say = useWords(conferenceWords);
  const sayGraph = useWords(graphWords);
  const format = useFormat();
  const [{ data, error }] = useQuery({
    query: GraphConferenceDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  const [followed, setFollowed] = useState(nothingFollowed);
  const conference = useCourse(data?.conference, followed);
  const follows = conference ? isFollowed(conference) : false;
  const whenAndWhere = ({ nature, openedAt, heldOn, heldText, place }: GraphConference) => {
    // Day and place of a rehearsal are those of the conference that is rehearsed.
    if (nature === 'REHEARSAL')
      return openedAt ? [[say('opened'), `${format.date(openedAt)} ${format.time(openedAt)}`] as const] : [];
    const date = heldOn ? format.date(heldOn) : say('unknown');
    return [
      [say('held'), heldText ? say('heldAs', { date, text: format.text(heldText) }) : date],
      [say('place'), place ? format.text(place) : say('unknown')],
    ] as const;
  };
  const content = () => {
    if (!data) return <Waiting error={error} />;
    if (!conference) return <NotFound />;
    const { name, bloc, nature, state, source, rehearses } = conference;
    const facts = [
      ...whenAndWhere(conference),
      [say('closes'), conference.closesYear ?? '–'],
      [say('opens'), conference.opensYear ?? '–'],
      [say('state'), say(state)],
      [say('nature'), say(nature)],
    ] as const;
    return (
      <>
        <p>
          <Link href={`/bloc/${bloc.slug}`}>{format.text(bloc.name)}</Link>
        </p>
        {follows && (
          <Suspense>
            <FollowCourse
              key={conference.id}
              conferenceId={conference.id}
              polls={conference.polls}
              onChange={setFollowed}
            />
            <StaleNote />
          </Suspense>
        )}
        <h1 lang={format.langOf(name)}>{format.text(name)}</h1>
        {nature === 'REHEARSAL' && (
          <Notice kind="warn">
            <p>{say('rehearsalHint')}</p>
            {rehearses && (
              <p>
                <Link href={`/conference/${rehearses.slug}`}>
                  {say('rehearses', { name: format.text(rehearses.name) })}
                </Link>
              </p>
            )}
          </Notice>
        )}
        <dl className={styles.facts}>
          {facts.map(([term, fact]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        <LogCheck slug={slug} />
        {nature !== 'REHEARSAL' && <SourceLine source={source} />}
        <p>
          {nature !== 'RECORD' && (
            <>
              <a href={`/hall/${slug}`}>{say('hall')}</a>
              {' · '}
            </>
          )}
          <Link href={`/bloc/${bloc.slug}/indicators`}>{say('results')}</Link>
        </p>
        <Outcome conference={conference} />
        <Proposals conference={conference} />
        <Polls polls={conference.polls} follows={follows} />
        <PactSection pact={conference.pact} record={nature === 'RECORD'} />
        <People slug={slug} delegations={conference.delegations} follows={follows} />
      </>
    );
  };
  return (
    <Shell title={conference ? format.text(conference.name) : sayGraph('conference')} live={follows}>
      {content()}
    </Shell>
  );
}
