import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import { adviceOn } from '../advice';
import styles from '../chair.module.css';
import type { FreshRehearsal } from './Fresh';
import { StartRehearsalDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

const ways = {
  watch1: { play: true, speed: 1 },
  watch2: { play: true, speed: 2 },
  hand: { play: false, speed: 1 },
} as const;
type Way = keyof typeof ways;

interface StartProps {
  readonly conferenceId: string;
  onStarted(rehearsal: FreshRehearsal): void;
  /** No answer came: it may have begun all the same. */
  onLost(): void;
}

/** Starts a rehearsal, played or by hand. It harms nothing, so it does not ask first. */
export function Start({ conferenceId, onStarted, onLost }: StartProps) {
  const say = useWords(rehearsalWords);
  const language = useLanguage();
  const [way, setWay] = useState<Way>('watch1');
  const [people, setPeople] = useState('20');
  const [secret, setSecret] = useState(false);
  const [{ fetching, error }, start] = useMutation(StartRehearsalDocument);
  const delegates = Number(people);
  const fits = delegates >= 5 && delegates <= 500;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await start({ input: { conferenceId, ...ways[way], delegates, secret } });
    if (answer.data) onStarted(answer.data.startRehearsal);
    else if (answer.error?.networkError) onLost();
  };
  return (
    <form onSubmit={send} className={styles.panel}>
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
      <Button type="submit" rank="main" busy={fetching} disabled={!fits}>
        {say('start')}
      </Button>
    </form>
  );
}
