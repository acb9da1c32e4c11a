import { useEffect } from 'react';
import { Name } from '../look/Name';
import { useAnnounce } from '../page/Announcer';
import { sharedStart } from '../words/shared-start';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { confirmedText } from './confirmed-text';
import { decidingText } from './deciding-text';
import { ruleText } from './rule-text';
import { standingText, turnoutText } from './standing-text';
import { TieText } from './TieText';
import styles from './tally.module.css';
import type { PollNow } from './use-poll';
import type { Voters } from './use-voters';
import { pollWords } from './words';

interface TallyBoardProps {
  readonly now: PollNow;
  /** Who voted what, to be named under each choice; null where it is not said. */
  readonly voters?: Voters | null;
  /** Seen from far: what would decide a yes/no vote is said by its heading alone. */
  readonly fromFar?: boolean;
}

/**
 * The counts of a poll as far as they are shown, the mark of how many are enough, and what it came to. Sizes follow the
 * font size around it; `--tally-number` sets that of the numbers. A change is read aloud.
 */
export function TallyBoard({ now, voters = null, fromFar = false }: TallyBoardProps) {
  const say = useWords(pollWords);
  const format = useFormat();
  const announce = useAnnounce();
  const { poll } = now;
  const { tally } = poll;
  const standing = standingText(say, format, poll);
  const turnout = turnoutText(say, format, poll);
  const deciding = fromFar && poll.kind === 'YES_NO_ABSTAIN' ? null : decidingText(say, format, poll);
  const labels = new Map(poll.options.map(({ code, label }) => [code, label]));
  const lines = tally.options.map(({ option, votes, weight, members, won, decidedBy }) => {
    const label = labels.get(option.code) ?? { vi: option.code };
    const text = { label: format.text(label), lang: format.langOf(label) };
    return { ...text, code: option.code, votes: votes ?? 0, weight, members, won, decidedBy };
  });
  const sharedByVoters = sharedStart([...(voters?.values() ?? [])].flat());
  const shared = sharedStart(lines.map(({ label }) => label));
  const counts = tally.shown && poll.state !== 'VOID';
  const spoken = [
    // Two votes may be open at once, with the same numbers.
    say('number', { ordinal: format.number(poll.ordinal) }),
    ...(counts
      ? lines.map(({ label, votes, weight }) => say('numbers', { label, votes: format.number(weight ?? votes) }))
      : [turnout]),
    standing,
  ].filter(Boolean);
  const apart = [
    ...(tally.byHand ? [say('handVotes', { count: format.number(tally.byHand) })] : []),
    ...(tally.onPaper ? [say('paperVotes', { count: format.number(tally.onPaper) })] : []),
  ];
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
      {apart.length > 0 && poll.state !== 'VOID' && <p data-testid="apart">{apart.join(' · ')}</p>}
      {poll.state === 'VOID' && <p>{say('voidReason', { reason: poll.voidReason ?? '' })}</p>}
      {confirmedText(say, poll.confirmations).map((line) => (
        <p key={line} className={`${styles.small} ${styles.byTwo}`} data-testid="by-two">
          {line}
        </p>
      ))}
      {tally.tie && <TieText tie={tally.tie} labels={labels} />}
      {tally.outcome === 'TOO_FEW' && <p>{say('tooFewHint', { floor: format.number(tally.floor ?? 0) })}</p>}
      {counts ? (
        <ul className={styles.lines} data-many={lines.length > 12 ? 'very' : lines.length > 4 ? '' : undefined}>
          {lines.map(({ code, label, lang, votes, weight, members, won, decidedBy }) => (
            <li key={code} className={styles.line} data-code={code} data-won={won ? '' : undefined}>
              <span className={styles.label} lang={lang}>
                <Name name={label} shared={shared} />
                {won && <strong className={styles.won}>{say(wonBy(decidedBy))}</strong>}
                {weight && <span className={styles.heads}>{say('headsToo', { votes: format.number(votes) })}</span>}
                {members !== null && (
                  <span className={styles.heads}>{say('membersToo', { members: format.number(members) })}</span>
                )}
              </span>
              <strong className={styles.votes}>{format.number(weight ?? votes)}</strong>
              <Bar
                code={code}
                votes={Number(weight ?? votes)}
                of={Number(tally.weights?.electors ?? tally.electors)}
                needed={code === 'YES' ? (tally.needed ?? null) : null}
              />
              {voters?.has(code) && <Names names={voters.get(code) ?? []} shared={sharedByVoters} />}
            </li>
          ))}
        </ul>
      ) : (
        poll.state !== 'VOID' &&
        poll.method !== 'CONSENSUS' && (
          <p>
            <strong className={styles.votes}>{`${format.number(tally.cast)}/${format.number(tally.electors)}`}</strong>{' '}
            {say(poll.rule.electorate === 'MEMBERS' ? 'membersVoted' : 'delegatesVoted')}
          </p>
        )
      )}
      {voters?.has('') && (
        <p>
          <strong>{say('blankBallot')}</strong> <Names names={voters.get('') ?? []} shared={sharedByVoters} />
        </p>
      )}
      {poll.state !== 'VOID' && (
        <p className={styles.small}>
          {counts && <span>{turnout}</span>}
          {deciding && <span>{deciding}</span>}
          {(tally.blank ?? 0) > 0 && <span>{say('blank', { blank: format.number(tally.blank ?? 0) })}</span>}
          {(tally.invalid ?? 0) > 0 && <span>{say('invalid', { invalid: format.number(tally.invalid ?? 0) })}</span>}
          <span>{poll.method === 'ELECTRONIC' ? say(poll.secrecy) : say(poll.method)}</span>
          {poll.kind === 'CHOOSE' && (
            <span>{say('seats', { seats: format.number(poll.rule.seats ?? poll.maxChoices) })}</span>
          )}
          <span className={styles.remark}>{ruleText(say, format, poll)}</span>
          {poll.secondBallot > 0 && <span>{say('secondBallot')}</span>}
          {tally.weights && (
            <span>
              {say('byWeight', {
                cast: format.number(tally.weights.cast),
                electors: format.number(tally.weights.electors),
              })}
            </span>
          )}
          {poll.rule.doubleMajority && <span>{say('byBoth')}</span>}
          {!poll.rule.selfVote && <span>{say('noSelf')}</span>}
          {!tally.shown && !tally.outcome && (
            <span>{tally.floor ? say('laterFloor', { floor: format.number(tally.floor) }) : say('later')}</span>
          )}
        </p>
      )}
    </div>
  );
}

/** The word for a seat that was won: by votes alone, or by what decided a tie. */
function wonBy(decidedBy: PollNow['poll']['tally']['options'][number]['decidedBy']) {
  if (decidedBy === 'SCORE' || decidedBy === 'DECREE_152_ART_4_6' || decidedBy === 'LEADERS_DECIDE')
    return `won_${decidedBy}` as const;
  return 'won';
}

/** Without the words that all voters' names begin with. */
function Names({ names, shared }: { readonly names: readonly string[]; readonly shared: string }) {
  const own = names.map((name) => name.slice(shared.length)).join(', ');
  return (
    <span className={styles.voters} data-voters>
      {shared ? `… ${own}` : own}
    </span>
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
