import { useEffect, useRef, useState } from 'react';
import type { Me } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { Countdown } from '../poll/Countdown';
import { TallyBoard } from '../poll/TallyBoard';
import { type PollNow, usePoll } from '../poll/use-poll';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { Ballot } from './Ballot';
import { EntryState } from './EntryState';
import styles from './live.module.css';
import { useHalfChosen } from './use-half-chosen';
import { type MyVote, useMyVote } from './use-my-vote';
import { useEntry, useOutbox } from './use-outbox';
import { liveWords } from './words';

interface PollCardProps {
  readonly pollId: string;
  /** Where it stands, as the conference has it: known before the poll itself. */
  readonly state: string;
  readonly me: Me;
}

/** A poll on the phone: the question, the delegate's ballot or why there is none, and how it stands. */
export function PollCard({ pollId, state: known, me }: PollCardProps) {
  const say = useWords(pollWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const now = usePoll(pollId);
  // Asked beside the poll, not after it: on a slow network each answer takes its time.
  const vote = useMyVote(me.delegate ? pollId : null, known, me.delegate?.present ?? null);
  const state = now?.poll.state ?? null;
  return (
    <article className={styles.card} aria-labelledby={`poll-${pollId}`}>
      <h2 id={`poll-${pollId}`} className={styles.question} lang={now ? format.langOf(now.poll.question) : undefined}>
        {now ? format.text(now.poll.question) : sayPage('loading')}
      </h2>
      {now && (
        <>
          <p className={styles.kicker}>
            <strong>{say(state === 'OPEN' ? 'running' : state === 'VOID' ? 'setAside' : 'result')}</strong>
            <span>{say('number', { ordinal: now.poll.ordinal })}</span>
            {state === 'OPEN' && now.poll.dueAt && <Countdown dueAt={now.poll.dueAt} />}
          </p>
          {me.delegate && <MyPart now={now} me={me} vote={vote} />}
          <TallyBoard now={now} />
        </>
      )}
    </article>
  );
}

/** The one place where a delegate sees what they can do in this poll, or have done. What is half chosen lives here. */
function MyPart({ now, me, vote }: { readonly now: PollNow; readonly me: Me; readonly vote: MyVote | null }) {
  const say = useWords(liveWords);
  const { poll } = now;
  const open = poll.state === 'OPEN';
  const entry = useEntry(poll.id);
  const outbox = useOutbox()?.outbox;
  const present = me.delegate?.present ?? null;
  const [chosen, choose] = useHalfChosen(poll.id);
  const place = useRef<HTMLDivElement>(null);
  const [sentHere, setSentHere] = useState(false);
  useEffect(() => {
    // The button that was pressed is gone; what it did is read next.
    if (sentHere && entry) place.current?.focus();
  }, [sentHere, entry]);
  const sent = () => {
    setSentHere(true);
    choose(null);
  };
  const part = () => {
    if (entry) {
      return <EntryState entry={entry} again={open} onAgain={() => outbox?.discard(entry.key)} />;
    }
    const voted = say(poll.rule.electorate === 'MEMBERS' ? 'votedForMember' : 'votedElsewhere');
    if (!open) return vote?.voted ? <p>{voted}</p> : null;
    // Who has the mandate and is in the hall need not wait for the roll; the server asks it for every ballot anyway.
    const usual = me.mayVote && present === true;
    if (!vote && !usual) return <p aria-busy="true">{say('checkingVote')}</p>;
    if (vote?.voted) return <Notice kind="good">{voted}</Notice>;
    if (vote && !vote.mayVote) {
      if (me.mayVote) return <Notice>{say('notOnRoll')}</Notice>;
      return <Notice>{say(me.delegate?.member ? 'noMandate' : 'guest')}</Notice>;
    }
    if (!present) return <Notice kind="warn">{say('notPresent')}</Notice>;
    return <Ballot now={now} chosen={chosen} onChoose={choose} onSend={sent} />;
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.part} data-testid="my-part">
      {part()}
    </div>
  );
}
