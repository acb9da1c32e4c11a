import { Suspense, useEffect, useRef, useState } from 'react';
import type { Me } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { Countdown } from '../poll/Countdown';
import { type PollNow, usePoll } from '../poll/use-poll';
import { WhoVoted } from '../poll/WhoVoted';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { Ballot } from './Ballot';
import { EntryState } from './EntryState';
import { TallyBoard } from './later';
import styles from './live.module.css';
import { useHalfChosen } from './use-half-chosen';
import { type MyVote, useMyVote } from './use-my-vote';
import { useEntry, useOutbox } from './use-outbox';
import type { VoteAtHand } from './VoteList';
import { liveWords } from './words';

interface PollCardProps {
  readonly pollId: string;
  /** Where it stands, as the conference has it: known before the poll itself. */
  readonly state: string;
  readonly me: Me;
  /** One of several that are open: what is not the ballot is folded away. */
  readonly brief: boolean;
  /** Told whenever what the list of votes shows of it changes. */
  onKnown(pollId: string, vote: VoteAtHand): void;
}

/** A poll on the phone: the question, the delegate's ballot or why there is none, and how it stands. */
export function PollCard({ pollId, state: known, me, brief, onKnown }: PollCardProps) {
  const say = useWords(pollWords);
  const sayLive = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const now = usePoll(pollId);
  const entered = now ? now.poll.tally.byHand + now.poll.tally.onPaper : 0;
  // Asked beside the poll, not after it: on a slow network each answer takes its time.
  const vote = useMyVote(me.delegate ? pollId : null, known, me.delegate?.present ?? null, me.mayVote, entered);
  const entry = useEntry(pollId);
  const state = now?.poll.state ?? null;
  const question = now?.poll.question;
  const mine = vote?.mayVote !== false;
  const done = (entry !== null && entry.refusal === null) || vote?.voted === true || !mine;
  useEffect(() => {
    if (question) onKnown(pollId, { question, mine, done });
  }, [onKnown, pollId, question, mine, done]);
  // How it stands, and the code that shows it, come after what there is to do.
  const [isShown, setShown] = useState(false);
  useEffect(() => setShown(now !== null), [now]);
  const counts = (
    <Suspense fallback={<p aria-busy="true">{sayPage('loading')}</p>}>
      {now && isShown && <TallyBoard now={now} />}
    </Suspense>
  );
  return (
    <article className={styles.card} aria-labelledby={`poll-${pollId}`}>
      <h2 id={`poll-${pollId}`} className={styles.question} lang={now ? format.langOf(now.poll.question) : undefined}>
        {now ? format.text(now.poll.question) : sayPage('loading')}
      </h2>
      {now && (
        <>
          <p className={styles.kicker}>
            <strong data-open={state === 'OPEN' ? '' : undefined}>
              {say(state === 'OPEN' ? 'running' : state === 'VOID' ? 'setAside' : 'result')}
            </strong>
            <span>{say('number', { ordinal: now.poll.ordinal })}</span>
            {me.delegate && <span>{sayLive(now.poll.secrecy === 'NAMED' ? 'named' : 'secret')}</span>}
            {state === 'OPEN' && <Countdown poll={now.poll} />}
          </p>
          {me.delegate && <MyPart now={now} me={me} vote={vote} />}
          {brief ? (
            <details>
              <summary>{sayLive('howItStands')}</summary>
              {counts}
            </details>
          ) : (
            counts
          )}
          <WhoVoted poll={now.poll} />
        </>
      )}
    </article>
  );
}

/** How a vote was cast that this phone did not send. */
function votedKey(vote: MyVote | null, ofMember: boolean) {
  if (vote?.method === 'BY_HAND') return 'votedByHand';
  if (vote?.method === 'ON_PAPER') return 'votedOnPaper';
  return ofMember ? 'votedForMember' : 'votedElsewhere';
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
  const [changing, setChanging] = useState(false);
  useEffect(() => {
    // The button that was pressed is gone; what it did is read next.
    if (sentHere && entry) place.current?.focus();
  }, [sentHere, entry]);
  const sent = () => {
    setSentHere(true);
    setChanging(false);
    choose(null);
  };
  const part = () => {
    const mayChange = open && poll.mayChange && present === true;
    const change = <Button onClick={() => setChanging(true)}>{say('changeBallot')}</Button>;
    if (changing && mayChange) {
      return (
        <>
          <Ballot now={now} chosen={chosen} onChoose={choose} onSend={sent} instead={entry?.key ?? null} />
          <Button onClick={() => setChanging(false)}>{say('keepBallot')}</Button>
        </>
      );
    }
    if (entry) {
      return (
        <>
          <EntryState entry={entry} again={open} onAgain={() => outbox?.discard(entry.key)} />
          {entry.receipt && mayChange && change}
        </>
      );
    }
    const voted = say(votedKey(vote, poll.rule.electorate === 'MEMBERS'));
    if (!open) return vote?.voted ? <p>{voted}</p> : null;
    // Who has the mandate and is in the hall need not wait for the roll; the server asks it for every ballot anyway.
    const usual = me.mayVote && present === true;
    if (!vote && !usual) return <p aria-busy="true">{say('checkingVote')}</p>;
    if (vote?.voted) {
      return (
        <>
          <Notice kind="good">{voted}</Notice>
          {vote.mayVote && mayChange && change}
        </>
      );
    }
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
