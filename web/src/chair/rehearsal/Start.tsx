import type { CombinedError } from '@urql/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { adviceOn } from '../../act/advice';
import { refusalCode } from '../../connection/refusal-text';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { FreshRehearsal } from './Fresh';
import type { ListedRehearsal } from './RehearsalRow';
import { StartRehearsalDocument, StopRehearsalDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

const ways = {
  watch1: { play: true, speed: 1 },
  watch2: { play: true, speed: 2 },
  hand: { play: false, speed: 1 },
} as const;
type Way = keyof typeof ways;

interface StartProps {
  readonly conferenceId: string;
  /** The one just started or under way, which a new one may take the place of. */
  readonly running: ListedRehearsal | null;
  onStarted(rehearsal: FreshRehearsal): void;
  /** No answer came: it may have begun all the same. */
  onLost(): void;
}

/** Starts a rehearsal, played or by hand, or starts over. It harms nothing, so it says what it does and does not ask. */
export function Start({ conferenceId, running, onStarted, onLost }: StartProps) {
  const say = useWords(rehearsalWords);
  const language = useLanguage();
  const [way, setWay] = useState<Way>('watch1');
  const [people, setPeople] = useState('20');
  const [secret, setSecret] = useState(false);
  const [starting, start] = useMutation(StartRehearsalDocument);
  const [stopping, stop] = useMutation(StopRehearsalDocument);
  const delegates = Number(people);
  const fits = delegates >= 5 && delegates <= 500;
  const error = starting.error ?? (hasEnded(stopping.error) ? undefined : stopping.error);
  const begin = async () => {
    const answer = await start({ input: { conferenceId, ...ways[way], delegates, secret } });
    const { conference, chairCode } = answer.data?.startRehearsal ?? {};
    if (conference && chairCode) onStarted({ slug: conference.slug, chairCode });
    else if (answer.data || answer.error?.networkError) onLost();
  };
  const beginAgain = async ({ id }: ListedRehearsal) => {
    const answer = await stop({ input: { conferenceId: id } });
    if (!answer.error || hasEnded(answer.error)) return begin();
    if (answer.error.networkError) onLost();
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void begin();
      }}
      className={styles.panel}
    >
      <fieldset className={styles.fields}>
        <legend>{say('how')}</legend>
        {(Object.keys(ways) as Way[]).map((each) => (
          <CheckBox
            key={each}
            type="radio"
            name="way"
            label={say(each)}
            checked={way === each}
            onChange={() => setWay(each)}
          />
        ))}
      </fieldset>
      <Field
        label={say('people')}
        value={people}
        onChange={(event) => setPeople(event.target.value.replaceAll(/\D/g, ''))}
        inputMode="numeric"
        maxLength={3}
        aria-invalid={!fits}
      />
      {way !== 'hand' && (
        <CheckBox label={say('secret')} checked={secret} onChange={(event) => setSecret(event.target.checked)} />
      )}
      {error && (
        <Notice kind="bad" alert>
          {adviceOn(error, language) ?? say('lost')}
        </Notice>
      )}
      <Button type="submit" rank="main" busy={starting.fetching} disabled={!fits || stopping.fetching}>
        {say('start')}
      </Button>
      {running && (
        <div className={styles.further}>
          <p>{say('againMeans', { slug: running.slug })}</p>
          {running.id === conferenceId && <p>{say('againOwn')}</p>}
          <Button
            busy={stopping.fetching}
            disabled={!fits || starting.fetching}
            onClick={() => void beginAgain(running)}
          >
            {say('again')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** It ended before it was stopped: that is no fault, the next can begin. */
function hasEnded(error: CombinedError | undefined): boolean {
  return error !== undefined && refusalCode(error) === 'CONFERENCE_STATE';
}
