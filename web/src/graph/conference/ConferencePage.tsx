import { Fragment, Suspense, useContext, useState } from 'react';
import { useQuery } from 'urql';
import { Notice } from '../../look/Notice';
import { Link } from '../../page/Link';
import { later } from '../../page/later';
import { Shell } from '../../page/Shell';
import { TimeZone, useFormat, useFormatIn } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { GraphConferenceResultsDocument } from '../bloc/bloc.documents';
import { reportedOf } from '../bloc/pick';
import { YearFigures } from '../figures/YearFigures';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { SourceLine } from '../SourceLine';
import { SearchLink } from '../search/SearchLink';
import { Share } from '../share/Share';
import { useAll } from '../use-all';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { GraphConferenceDocument } from './conference.documents';
import { isFollowed, nothingFollowed } from './course';
import type { GraphConference } from './graph-conference';
import { Edited, HeldMember, HeldText, Renamed } from './Held';
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
const FollowCourse = later(async () => (await import('./FollowCourse')).FollowCourse);

/**
 * Everything of one conference that is for everybody to read; what its source does not say is said to be unknown. Until it
 * is closed it is followed.
 */
export function ConferencePage({ slug }: { readonly slug: string }) {
  const say = useWords(conferenceWords);
  const sayGraph = useWords(graphWords);
  const [{ data, error }] = useQuery({
    query: GraphConferenceDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  const zone = useContext(TimeZone);
  const timeZone = data?.conference?.timeZone ?? zone;
  const format = useFormatIn(timeZone);
  const [followed, setFollowed] = useState(nothingFollowed);
  const conference = useCourse(data?.conference, followed);
  const follows = conference ? isFollowed(conference) : false;
  const whenAndWhere = ({ nature, openedAt, heldOn, heldText, place, heldAtClosing }: GraphConference) => {
    // Day and place of a rehearsal are those of the conference that is rehearsed.
    if (nature === 'REHEARSAL')
      return openedAt ? [[say('opened'), `${format.date(openedAt)} ${format.time(openedAt)}`] as const] : [];
    const date = heldOn ? format.date(heldOn) : say('unknown');
    const now = heldText ? say('heldAs', { date, text: format.text(heldText) }) : date;
    return [
      [say('held'), <HeldWhen key="held" held={heldAtClosing} now={now} />],
      [say('place'), <HeldText key="place" held={heldAtClosing} field="place" now={place} />],
    ] as const;
  };
  const yearsOf = ({ kind, closesYear, reviewsYear, opensYear }: GraphConference) =>
    kind === 'MIDYEAR'
      ? [[say('reviews'), reviewsYear ?? closesYear ?? opensYear ?? '–'] as const]
      : [[say('closes'), closesYear ?? '–'] as const, [say('opens'), opensYear ?? '–'] as const];
  const membersOf = ({ statedMembers: count, members, memberOrder }: GraphConference) => [
    ...(count ? [[say('memberCount'), say('memberCountAs', { count, named: members.length })] as const] : []),
    ...(memberOrder ? [[say('memberOrder'), <MemberOrder key="order" members={memberOrder} />] as const] : []),
  ];
  const content = () => {
    if (!data) return <Waiting error={error} />;
    if (!conference) return <NotFound />;
    const { name, bloc, nature, state, source, rehearses } = conference;
    const facts = [
      ...whenAndWhere(conference),
      ...yearsOf(conference),
      ...membersOf(conference),
      [say('state'), say(state)],
      [say('nature'), say(nature)],
    ] as const;
    return (
      <Renamed members={conference.renamedMembers}>
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
        <h1>
          <HeldText held={conference.heldAtClosing} field="name" now={name} />
        </h1>
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
        {nature !== 'REHEARSAL' && <Reported slug={slug} />}
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
          {' · '}
          <a href={`/paper/${slug}`}>{say('papers')}</a>
        </p>
        {nature !== 'REHEARSAL' && (
          <Share
            title={`${format.text(name)}. ${format.text(bloc.name)}`}
            path={`/conference/${slug}`}
            embed={`/embed/conference/${slug}`}
            slug={slug}
          />
        )}
        <Outcome conference={conference} />
        <Proposals conference={conference} />
        <Polls polls={conference.polls} follows={follows} />
        <PactSection pact={conference.pact} record={nature === 'RECORD'} />
        <People slug={slug} delegations={conference.delegations} follows={follows} />
      </Renamed>
    );
  };
  return (
    <Shell
      title={conference ? format.text(conference.name) : sayGraph('conference')}
      live={follows}
      tools={<SearchLink />}
    >
      <TimeZone value={timeZone}>{content()}</TimeZone>
    </Shell>
  );
}

/** When it was held, as the record said at the closing or when it was first told, beside what it says now. */
function HeldWhen({ held, now }: { readonly held: GraphConference['heldAtClosing']; readonly now: string }) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const day = held?.values.find(({ field }) => field === 'held_on')?.value;
  const text = held?.texts.find(({ field }) => field === 'held_text')?.text;
  const date = day ? format.date(day) : say('unknown');
  const was = text ? say('heldAs', { date, text: format.text(text) }) : date;
  if (!held || was === now) return now;
  return (
    <>
      {was}
      <Edited now={now} />
    </>
  );
}

function MemberOrder({ members }: { readonly members: NonNullable<GraphConference['memberOrder']> }) {
  return members.map((member, place) => (
    <Fragment key={member.id}>
      {place > 0 && ', '}
      <HeldMember member={member} />
    </Fragment>
  ));
}

/** The figures that were reported at it, before all else. */
function Reported({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const { nodes } = useAll(GraphConferenceResultsDocument, slug, reportedOf);
  return nodes && <YearFigures heading={say('figures')} results={nodes} sourced={false} />;
}
