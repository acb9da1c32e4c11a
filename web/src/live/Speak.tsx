import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { newKey } from '../bytes/new-key';
import { SpeakerClock } from '../conference/SpeakerClock';
import type { ConferenceNow } from '../conference/use-conference';
import { refusalText } from '../connection/refusal-text';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { laterWords } from './later-words';
import { AskToSpeakDocument, LeaveQueueDocument } from './live.documents';
import styles from './live.module.css';

interface SpeakProps {
  readonly conference: ConferenceNow;
  readonly delegateId: string;
}

/** Asking to speak, one's place in the queue, and the clock of who speaks. */
export function Speak({ conference, delegateId }: SpeakProps) {
  const say = useWords(laterWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const format = useFormat();
  const [asking, ask] = useMutation(AskToSpeakDocument);
  const [leaving, leave] = useMutation(LeaveQueueDocument);
  const [fault, setFault] = useState<string | null>(null);
  // One press that got no answer is asked again under the same key.
  const key = useRef(newKey());
  const { speakers } = conference;
  const mine = speakers.find(({ delegate }) => delegate.id === delegateId);
  const speaking = speakers.find(({ state }) => state === 'SPEAKING');
  const place = speakers.filter(({ state }) => state === 'WAITING').findIndex(({ id }) => id === mine?.id) + 1;
  const done = ({ error }: Awaited<ReturnType<typeof ask | typeof leave>>) => {
    if (!error?.networkError) key.current = newKey();
    setFault(error ? (refusalText(error, language) ?? sayPage('unreachable')) : null);
  };
  return (
    <section className={styles.speak} data-testid="speak">
      {speaking?.startedAt && (
        <p>
          {speaking === mine ? (
            <strong>{say('youSpeak')}</strong>
          ) : (
            say('speaks', { name: format.text(speaking.delegate.name) })
          )}{' '}
          <SpeakerClock startedAt={speaking.startedAt} seconds={speaking.seconds ?? null} />
        </p>
      )}
      {mine?.state === 'WAITING' && (
        <p>
          <strong>{say('yourPlace', { place: format.number(place) })}</strong>
        </p>
      )}
      {!mine && (
        <Button
          busy={asking.fetching}
          onClick={() => void ask({ input: { conferenceId: conference.id, idempotencyKey: key.current } }).then(done)}
        >
          {say('askToSpeak')}
        </Button>
      )}
      {mine?.state === 'WAITING' && (
        <Button
          rank="quiet"
          busy={leaving.fetching}
          onClick={() => void leave({ input: { speakerId: mine.id, idempotencyKey: key.current } }).then(done)}
        >
          {say('leaveQueue')}
        </Button>
      )}
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </section>
  );
}
