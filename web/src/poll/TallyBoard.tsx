import { useEffect } from 'react';
import { useAnnounce } from '../page/Announcer';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { ruleText } from './rule-text';
import { standingText, turnoutText } from './standing-text';
import styles from './tally.module.css';
import type { PollNow } from './use-poll';
import { pollWords } from './words';

/**
 * The counts of a poll as far as they are shown, the mark of how many are enough, and what it came to. Sizes follow the
 * font size around it; `--tally-number` sets that of the numbers. A change is read aloud.
 */
export function TallyBoard({ now }: { readonly now: PollNow }) {
  const say = useWords(pollWords);
  const format = useFormat();
  const announce = useAnnounce();
  const { poll, tally } = now;
  const standing = standingText(say, format, now);
  const turnout = turnoutText(say, format, now);
  const labels = new Map(poll.options.map(({ code, label }) => [code, label]));
  const lines = tally.options.map(({ option, votes, won }) => {
    const label = labels.get(option.code) ?? { vi: option.code };
    return { code: option.code, votes: votes ?? 0, won, label: format.text(label), lang: format.langOf(label) };
  });
  const counts = tally.shown && poll.state !== 'VOID';
  const spoken = [
    // Two votes may be open at once, with the same numbers.
    say('number', { ordinal: format.number(poll.ordinal) }),
    ...(counts ? lines.map(({ label, votes }) => say('numbers', { label, votes: format.number(votes) })) : [turnout]),
    standing,
  ].filter(Boolean);
  const aloud = spoken.join('. ');
  useEffect(() => announce(aloud), [announce, aloud]);
  const state = poll.state === 'VOID' ? 'VOID' : (tally.outcome ?? tally.decided ?? undefined);
  return (
    <div className={styles.board} data-testid="tally">
      {standing && (
        <p
          className={styles.standing}
          data-outcome={state}
          data-final={tally.outcome || poll.state === 'VOID' ? '' : undefined}
        >
          {standing}
        </p>
      )}
      {poll.state === 'VOID' && <p>{say('voidReason', { reason: poll.voidReason ?? '' })}</p>}
      {tally.outcome === 'TIED' && <p>{say('tiedHint')}</p>}
      {tally.outcome === 'TOO_FEW' && <p>{say('tooFewHint', { floor: format.number(tally.floor ?? 0) })}</p>}
      {counts ? (
        <ul className={styles.lines} data-many={lines.length > 12 ? 'very' : lines.length > 4 ? '' : undefined}>
          {lines.map(({ code, label, lang, votes, won }) => (
            <li key={code} className={styles.line} data-code={code} data-won={won ? '' : undefined}>
              <span className={styles.label} lang={lang}>
                {label}
                {won && <strong className={styles.won}>{say('won')}</strong>}
              </span>
              <strong className={styles.votes}>{format.number(votes)}</strong>
              <Bar
                code={code}
                votes={votes}
                of={tally.electors}
                needed={code === 'YES' ? (tally.needed ?? null) : null}
              />
            </li>
          ))}
        </ul>
      ) : (
        poll.state !== 'VOID' && (
          <p>
            <strong className={styles.votes}>{`${format.number(tally.cast)}/${format.number(tally.electors)}`}</strong>{' '}
            {say(poll.rule.electorate === 'MEMBERS' ? 'membersVoted' : 'delegatesVoted')}
          </p>
        )
      )}
      {poll.state !== 'VOID' && (
        <p className={styles.small}>
          {counts && <span>{turnout}</span>}
          {(tally.blank ?? 0) > 0 && <span>{say('blank', { blank: format.number(tally.blank ?? 0) })}</span>}
          {(tally.invalid ?? 0) > 0 && <span>{say('invalid', { invalid: format.number(tally.invalid ?? 0) })}</span>}
          <span>{poll.method === 'ELECTRONIC' ? say(poll.secrecy) : say(poll.method)}</span>
          {poll.kind === 'CHOOSE' && (
            <span>{say('seats', { seats: format.number(poll.rule.seats ?? poll.maxChoices) })}</span>
          )}
          <span>{ruleText(say, format, poll)}</span>
          {!tally.shown && !tally.outcome && (
            <span>{tally.floor ? say('laterFloor', { floor: format.number(tally.floor) }) : say('later')}</span>
          )}
        </p>
      )}
    </div>
  );
}

interface BarProps {
  readonly code: string;
  readonly votes: number;
  readonly of: number;
  /** How many are enough; null where no mark stands. */
  readonly needed: number | null;
}

/** The number beside it says the same in words. */
function Bar({ code, votes, of, needed }: BarProps) {
  const say = useWords(pollWords);
  const format = useFormat();
  const part = (count: number) => `${of > 0 ? Math.min(100, (100 * count) / of) : 0}%`;
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.done} data-code={code} style={{ width: part(votes) }} />
      {needed !== null && (
        <span className={styles.mark} style={{ insetInlineStart: part(needed) }}>
          <span className={styles.needed} data-needed data-end={needed * 2 > of ? '' : undefined}>
            {say('needed', { needed: format.number(needed) })}
          </span>
        </span>
      )}
    </span>
  );
}
