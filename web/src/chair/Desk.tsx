import { type ComponentType, useState } from 'react';
import { refusalText } from '../connection/refusal-text';
import type { Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { TimeZone, useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { Agenda } from './agenda/Agenda';
import { Attendance } from './attendance/Attendance';
import { Awards } from './awards/Awards';
import { Badges } from './badges/Badges';
import styles from './chair.module.css';
import type { DeskProps } from './conference';
import { PendingActs } from './confirmation/PendingActs';
import { HallDesk } from './hall/HallDesk';
import { Leadership } from './leadership/Leadership';
import { PactDesk } from './pact/PactDesk';
import { Polls } from './polls/Polls';
import type { FreshRehearsal } from './rehearsal/Fresh';
import { Rehearsal } from './rehearsal/Rehearsal';
import { Results } from './results/Results';
import type { Role } from './rights';
import { StatusStrip } from './StatusStrip';
import { useDesk } from './use-desk';
import { chairWords } from './words';

const sections = {
  agenda: Agenda,
  attendance: Attendance,
  polls: Polls,
  hall: HallDesk,
  pact: PactDesk,
  awards: Awards,
  results: Results,
  leadership: Leadership,
  badges: Badges,
} satisfies Record<string, ComponentType<DeskProps>>;

/** The parts of the desk in the order they are needed, by their name in the address; the first one has none. */
const names = [...(Object.keys(sections) as (keyof typeof sections)[]), 'rehearsal'] as const;

interface DeskOwnProps {
  readonly id: string;
  readonly slug: string;
  readonly section: string;
  readonly session: Session;
  readonly role: Role;
}

/** The desk of one conference: how it stands above, one part of the work below. */
export function Desk({ id, slug, section, session, role }: DeskOwnProps) {
  const say = useWords(chairWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const format = useFormat();
  const { change, error } = useDesk(id);
  const [fresh, setFresh] = useState<FreshRehearsal | null>(null);
  const chosen = names.find((name) => name === section) ?? 'agenda';
  if (!change) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  const { conference, sequence } = change;
  const props: DeskProps = { conference, role, sequence };
  const Section = chosen === 'rehearsal' ? null : sections[chosen];
  return (
    <TimeZone value={conference.timeZone}>
      <div className={styles.head}>
        <h1 lang={format.langOf(conference.name)}>{format.text(conference.name)}</h1>
        {role === 'ADMINISTRATOR' && <Link href="/chair">{say('back')}</Link>}
        <a href={`/paper/${slug}`}>{say('papers')}</a>
      </div>
      <div className={styles.unprinted}>
        {conference.nature === 'REHEARSAL' && <Notice kind="warn">{say('isRehearsal')}</Notice>}
        {conference.nature === 'RECORD' && conference.state === 'CLOSED' && <Notice>{say('recordIsPast')}</Notice>}
      </div>
      <StatusStrip {...props} />
      <PendingActs acts={conference.pendingActs ?? []} accountId={session.me?.accountId ?? null} />
      <nav className={styles.sections} aria-label={say('sections')}>
        {names.map((name) => (
          <Link
            key={name}
            href={`/chair/${slug}${name === 'agenda' ? '' : `/${name}`}`}
            aria-current={name === chosen ? 'page' : undefined}
          >
            {say(name)}
          </Link>
        ))}
      </nav>
      {Section ? <Section {...props} /> : <Rehearsal {...props} session={session} fresh={fresh} onFresh={setFresh} />}
    </TimeZone>
  );
}
