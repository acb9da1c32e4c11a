import { useId, useState } from 'react';
import { newKey } from '../bytes/new-key';
import { Button } from '../look/Button';
import { Dialog } from '../look/Dialog';
import unseen from '../look/unseen.module.css';
import type { PollNow } from '../poll/use-poll';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './live.module.css';
import { secrecyText } from './secrecy-text';
import { useOutbox } from './use-outbox';
import { liveWords } from './words';

interface BallotProps {
  readonly now: PollNow;
  /** Codes chosen so far, none for a blank ballot; null while nothing is decided. */
  readonly chosen: readonly string[] | null;
  onChoose(chosen: readonly string[] | null): void;
  /** Where it takes the place of one that was cast: the key of that on this machine, null for one from elsewhere. */
  readonly instead?: string | null;
  /** The delegate has confirmed it. */
  onSend(): void;
}

/** A ballot to fill in: choose, look at it once more, send. New counts beside it leave it as it is. */
export function Ballot({ now, chosen, instead, onChoose, onSend }: BallotProps) {
  const say = useWords(liveWords);
  const format = useFormat();
  const id = useId();
  const outbox = useOutbox()?.outbox;
  const [confirming, setConfirming] = useState(false);
  const [fault, setFault] = useState(false);
  const { poll } = now;
  const mayBlank = poll.kind === 'CHOOSE';
  const several = mayBlank && poll.maxChoices > 1;
  const count = chosen?.length ?? 0;
  const full = several && count >= poll.maxChoices;
  const pick = (code: string, on: boolean) => {
    setFault(false);
    if (!several) return onChoose([code]);
    const rest = (chosen ?? []).filter((each) => each !== code);
    const next = on ? [...rest, code] : rest;
    return onChoose(next.length > 0 ? next : null);
  };
  const labels = poll.options.filter(({ code }) => chosen?.includes(code)).map(({ label }) => label);
  const send = () => {
    setConfirming(false);
    onSend();
    const entry = {
      key: newKey(),
      kind: 'ballot',
      subjectId: poll.id,
      title: poll.question,
      content: chosen ?? [],
      chosen: labels,
      secret: poll.secrecy === 'UNLINKED',
      receipt: null,
      refusal: null,
      ...(instead === undefined ? {} : { change: true }),
    } as const;
    outbox?.add(entry, instead ?? null);
  };
  return (
    <form
      aria-labelledby={`${id}-name`}
      onSubmit={(event) => {
        event.preventDefault();
        setFault(chosen === null);
        setConfirming(chosen !== null);
      }}
    >
      <h3 id={`${id}-name`} className={unseen.unseen}>
        {say('ballot')}
      </h3>
      {mayBlank && (
        <p aria-live="polite">
          {several ? say(full ? 'chosenAll' : 'chooseUpTo', { max: poll.maxChoices, count }) : say('chooseOne')}
        </p>
      )}
      <fieldset className={styles.choices} aria-labelledby={`${id}-name`}>
        {poll.options.map(({ code, label }) => {
          const on = chosen?.includes(code) ?? false;
          return (
            <label key={code} className={styles.choice} data-off={full && !on ? '' : undefined}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={`${id}-choice`}
                value={code}
                checked={on}
                disabled={full && !on}
                onChange={(event) => pick(code, event.target.checked)}
              />
              <span lang={format.langOf(label)}>{format.text(label)}</span>
            </label>
          );
        })}
        {mayBlank && (
          <label className={styles.choice}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={`${id}-choice`}
              value=""
              checked={chosen !== null && count === 0}
              onChange={(event) => {
                setFault(false);
                onChoose(event.target.checked ? [] : null);
              }}
            />
            <span>{say('blank')}</span>
          </label>
        )}
      </fieldset>
      <p role="alert" className={styles.fault}>
        {fault && say('chooseFirst')}
      </p>
      <Button type="submit" rank="main" wide aria-haspopup="dialog">
        {say('review')}
      </Button>
      <details className={styles.soft}>
        <summary>{say('whoSees')}</summary>
        <p>{secrecyText(say, poll)}</p>
      </details>
      <Dialog
        open={confirming}
        act="CastBallot"
        title={say('confirmBallot')}
        onClose={() => setConfirming(false)}
        acts={
          <>
            <Button onClick={() => setConfirming(false)}>{say('back')}</Button>
            <Button rank="main" onClick={send}>
              {say('sendBallot')}
            </Button>
          </>
        }
      >
        <p lang={format.langOf(poll.question)}>{format.text(poll.question)}</p>
        <p>{say('confirmChoice')}</p>
        <ul className={styles.confirmed}>
          {labels.length === 0 && <li>{say('blankBallot')}</li>}
          {labels.map((label) => (
            <li key={label.vi} lang={format.langOf(label)}>
              {format.text(label)}
            </li>
          ))}
        </ul>
        <p>{say(poll.mayChange ? 'confirmMayChange' : 'confirmWhy')}</p>
        {confirming && <p className={styles.soft}>{secrecyText(say, poll)}</p>}
      </Dialog>
    </form>
  );
}
