import { Suspense, useContext, useEffect, useMemo, useState } from 'react';
import { openPolls } from '../conference/on-stage';
import { useConference } from '../conference/use-conference';
import { useContact } from '../connection/use-connection';
import type { Me, Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { TimeZone, useFormatIn } from '../words/use-format';
import { useWords } from '../words/use-words';
import { keepPage } from './keep-page';
import { DocumentsView, fetchAhead, MineView } from './later';
import styles from './live.module.css';
import { NowView } from './NowView';
import type { Outbox } from './outbox';
import { useCall } from './use-call';
import { OutboxContext, useStartedOutbox } from './use-outbox';
import { pathOf, useView, views } from './use-view';
import { useWakeLock } from './use-wake-lock';
import { liveWords } from './words';

/** The ballot has the network for itself at first, in milliseconds. */
const aheadAfterMs = 3_000;

interface DeskProps {
  readonly me: Me;
  readonly conferenceId: string;
  readonly session: Session;
}

/** What somebody who is signed in has before them. Those who are no delegates only follow. */
export function Desk(props: DeskProps) {
  const { delegate } = props.me;
  return delegate ? <DelegateDesk {...props} delegateId={delegate.id} /> : <Parts {...props} outbox={null} />;
}

function DelegateDesk({ delegateId, ...props }: DeskProps & { readonly delegateId: string }) {
  return <Parts {...props} outbox={useStartedOutbox(delegateId)} />;
}

function Parts({ me, conferenceId, session, outbox }: DeskProps & { readonly outbox: Outbox | null }) {
  const { delegate } = me;
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const [view, go] = useView();
  const { state, lastContactAt, crowded } = useContact();
  const conference = useConference(conferenceId);
  const zone = useContext(TimeZone);
  const timeZone = conference?.timeZone ?? zone;
  const format = useFormatIn(timeZone);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([view]));
  useEffect(() => setOpened((before) => (before.has(view) ? before : new Set([...before, view]))), [view]);
  useEffect(() => {
    const timer = setTimeout(() => {
      fetchAhead();
      keepPage();
    }, aheadAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const open = conference ? openPolls(conference.polls) : null;
  const openIds = open?.map(({ id }) => id).join(' ') ?? null;
  useCall(
    useMemo(() => (openIds === null || !delegate ? null : openIds.split(' ').filter(Boolean)), [openIds, delegate]),
  );
  useWakeLock(delegate !== null && conference?.state === 'OPEN');
  useFreshPresence(me, conference?.attendance.present ?? null, conference?.polls ?? [], session);
  useFreshMandates(me, conference?.mandateMark ?? null, session);
  const stale = state === 'stale' || state === 'offline';
  return (
    <OutboxContext value={outbox}>
      {stale && (
        <p className={styles.stale} role="alert">
          {lastContactAt === null
            ? say('staleNever')
            : say('staleSince', { time: format.time(new Date(lastContactAt)) })}
        </p>
      )}
      {crowded && (
        <Notice kind="warn" alert>
          {say('crowded')}
        </Notice>
      )}
      {conference?.nature === 'REHEARSAL' && (
        <div className={styles.rehearsal}>
          <Notice kind="warn">{say('rehearsal')}</Notice>
        </div>
      )}
      <h1 className={styles.name} lang={me.conference ? format.langOf(me.conference.name) : undefined}>
        {me.conference && format.text(me.conference.name)}
      </h1>
      <nav className={styles.views} aria-label={say('views')}>
        {views.map((each) => (
          <a
            key={each}
            href={pathOf(each)}
            aria-current={each === view ? 'page' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              go(each);
            }}
          >
            {say(each)}
          </a>
        ))}
      </nav>
      {/* Hidden, not taken away: a ballot that is half filled in stays as it is while papers are read. */}
      <TimeZone value={timeZone}>
        <div hidden={view !== 'now'}>
          {conference ? (
            <NowView me={me} conference={conference} session={session} />
          ) : (
            <p aria-busy="true">{sayPage('loading')}</p>
          )}
        </div>
        <div hidden={view !== 'mine'}>
          <Suspense fallback={<p aria-busy="true">{sayPage('loading')}</p>}>
            {opened.has('mine') && conference && <MineView me={me} conference={conference} />}
          </Suspense>
        </div>
        <div hidden={view !== 'documents'}>
          <Suspense fallback={<p aria-busy="true">{sayPage('loading')}</p>}>
            {opened.has('documents') && conference && <DocumentsView conference={conference} />}
          </Suspense>
        </div>
      </TimeZone>
    </OutboxContext>
  );
}

/**
 * Keeps up who is in the hall as far as it concerns this delegate. The numbers come to everybody; only who may be the
 * one that came or went asks, so that a hall full of phones does not ask at each arrival. What has changed is judged from the
 * moment of the own session's answer, not from the first state that is followed: the one may come long before the other.
 */
function useFreshPresence(
  me: Me,
  present: number | null,
  polls: readonly { readonly state: string }[],
  { refresh }: Session,
): void {
  const here = me.delegate?.present ?? null;
  const voting = polls.some(({ state }) => state === 'OPEN');
  const [seen, setSeen] = useState(me.conference?.attendance.present ?? null);
  useEffect(() => {
    if (present === null || present === seen) return;
    setSeen(present);
    if (seen === null || here === null) return;
    const maybeCame = !here && present > seen;
    const maybeWent = here && voting && present < seen;
    if (maybeCame || maybeWent) refresh();
  }, [present, seen, here, voting, refresh]);
}

/** Asks again who this delegate is once a mandate has passed from anybody to anybody, which happens a few times in a day. */
function useFreshMandates(me: Me, mark: string | null, { refresh }: Session): void {
  const [seen, setSeen] = useState(me.conference?.mandateMark ?? null);
  useEffect(() => {
    if (mark === null || mark === seen) return;
    setSeen(mark);
    if (seen !== null) refresh();
  }, [mark, seen, refresh]);
}
