import type { HallStage } from '../conference/hall-stage';
import { nextToOpen } from '../conference/next-to-open';
import { openPolls } from '../conference/on-stage';
import type { ConferenceNow } from '../conference/use-conference';
import { useContact } from '../connection/use-connection';
import { Countdown } from '../poll/Countdown';
import { OpensIn } from '../poll/OpensIn';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { screenWords } from './words';

/** Stages with room for the name of the bloc above that of the conference. */
const solemn: ReadonlySet<HallStage['kind']> = new Set(['planned', 'item', 'nothing', 'text', 'break', 'closed']);

interface HeadProps {
  readonly conference: ConferenceNow;
  readonly stage: HallStage;
}

/** What conference this is, where it stands, and the votes that are not on the stage. */
export function Head({ conference, stage }: HeadProps) {
  const say = useWords(screenWords);
  const format = useFormat();
  const { name, bloc, currentItem } = conference;
  return (
    <div className={styles.head}>
      {bloc.emblem && <img className={styles.emblem} src={bloc.emblem} alt="" />}
      <div className={styles.names}>
        {solemn.has(stage.kind) && (
          <p className={styles.bloc} lang={format.langOf(bloc.name)}>
            {format.text(bloc.name)}
          </p>
        )}
        <h1 lang={format.langOf(name)}>{format.text(name)}</h1>
      </div>
      <Marks nature={conference.nature} />
      {currentItem && stage.kind !== 'item' && (
        <p className={styles.item} data-item>
          <span className={styles.ordinal}>{say('item', { ordinal: currentItem.ordinal })}</span>
          <span lang={format.langOf(currentItem.title)}>{format.text(currentItem.title)}</span>
        </p>
      )}
      {stage.kind !== 'polls' && <VotesBeside polls={conference.polls} stage={stage} />}
    </div>
  );
}

/** That nothing here is real, or that it may be old. */
function Marks({ nature }: Pick<ConferenceNow, 'nature'>) {
  const say = useWords(screenWords);
  const format = useFormat();
  const { state, lastContactAt } = useContact();
  const stale = state === 'stale' || state === 'offline';
  if (nature === 'LIVE' && !stale) return null;
  return (
    <div className={styles.marks}>
      {nature === 'REHEARSAL' && (
        <p className={styles.rehearsal}>
          <strong>{say('rehearsal')}</strong>
          {!stale && <span>{say('rehearsalHint')}</span>}
        </p>
      )}
      {nature === 'RECORD' && <p className={styles.record}>{say('record')}</p>}
      {stale && (
        <p className={styles.staleMark} role="alert">
          {lastContactAt === null
            ? say('staleNever')
            : say('staleSince', { time: format.time(new Date(lastContactAt)) })}
        </p>
      )}
    </div>
  );
}

/** An open vote while the stage shows something else, and the vote that opens next by itself: nobody misses either. Boards of many votes need the room. */
function VotesBeside({ polls, stage }: { readonly polls: ConferenceNow['polls']; readonly stage: HallStage }) {
  const say = useWords(screenWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  const onStage = stage.kind === 'poll' ? [stage.id] : [];
  const open = openPolls(polls).filter(({ id }) => !onStage.includes(id));
  const [first] = open.toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  const next = nextToOpen(polls);
  if (!first && !next) return null;
  return (
    <p className={styles.beside} data-testid="votes-beside">
      {first && (
        <>
          <strong>{`${sayPoll('running')}: ${sayPoll('number', { ordinal: first.ordinal })}`}</strong>
          {open.length > 1 && <span>{say('moreVotes', { count: format.number(open.length - 1) })}</span>}
          <Countdown poll={first} />
        </>
      )}
      {next && <OpensIn {...next} />}
    </p>
  );
}
