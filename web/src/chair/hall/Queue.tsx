import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { SpeakerClock } from '../../conference/SpeakerClock';
import type { ConferenceNow } from '../../conference/use-conference';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { useDelegates } from '../attendance/use-delegates';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import {
  AskToSpeakForDocument,
  MoveSpeakerDocument,
  RemoveSpeakerDocument,
  SetSpeakerTimeDocument,
  StartSpeakerDocument,
  StopSpeakerDocument,
} from './hall-desk.documents';
import own from './hall-desk.module.css';
import { hallDeskWords } from './words';

type Speaker = ConferenceNow['speakers'][number];

interface QueueProps {
  readonly conference: DeskConference;
  readonly now: ConferenceNow;
  readonly sequence: number;
}

/** Who speaks, who waits, and for how long. */
export function Queue({ conference, now, sequence }: QueueProps) {
  const say = useWords(hallDeskWords);
  const [minutes, setMinutes] = useState('5');
  const speaking = now.speakers.find(({ state }) => state === 'SPEAKING');
  const waiting = now.speakers.filter(({ state }) => state === 'WAITING');
  const seconds = Number(minutes) > 0 ? Math.round(Number(minutes) * 60) : null;
  return (
    <section data-testid="queue">
      <h3>{say('speakers')}</h3>
      {speaking && <Speaking speaker={speaking} />}
      <Field
        type="number"
        label={say('minutesEach')}
        hint={say('minutesEachHint')}
        min={0}
        max={180}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
      />
      {waiting.length === 0 && <p>{say('nobodyWaits')}</p>}
      <ol className={styles.rows}>
        {waiting.map((speaker, index) => (
          <Waiting
            key={speaker.id}
            speaker={speaker}
            place={index + 1}
            last={index === waiting.length - 1}
            seconds={seconds}
            free={!speaking}
          />
        ))}
      </ol>
      <AddSpeaker conference={conference} speakers={now.speakers} sequence={sequence} />
    </section>
  );
}

function Speaking({ speaker }: { readonly speaker: Speaker }) {
  const say = useWords(hallDeskWords);
  const format = useFormat();
  const stop = useAct(StopSpeakerDocument);
  const time = useAct(SetSpeakerTimeDocument);
  const { id: speakerId, delegate, startedAt } = speaker;
  const seconds = speaker.seconds ?? null;
  const name = format.text(delegate.name);
  const fault = stop.fault ?? time.fault;
  return (
    <div className={own.speaking}>
      <div>
        <strong>{name}</strong>
        {delegate.member && <p className={styles.soft}>{format.text(delegate.member.shortName)}</p>}
      </div>
      <p className={own.clock}>{startedAt && <SpeakerClock startedAt={startedAt} seconds={seconds} />}</p>
      <div className={styles.acts}>
        {seconds !== null && (
          <Button
            busy={time.busy}
            aria-label={say('moreTimeOf', { name })}
            onClick={() => void time.run({ speakerId, seconds: seconds + 60 })}
          >
            {say('moreTime')}
          </Button>
        )}
        <Button
          rank="main"
          busy={stop.busy}
          aria-label={say('stopOf', { name })}
          onClick={() => void stop.run({ speakerId })}
        >
          {say('stop')}
        </Button>
      </div>
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </div>
  );
}

interface WaitingProps {
  readonly speaker: Speaker;
  readonly place: number;
  readonly last: boolean;
  readonly seconds: number | null;
  /** Whether nobody speaks. */
  readonly free: boolean;
}

function Waiting({ speaker, place, last, seconds, free }: WaitingProps) {
  const say = useWords(hallDeskWords);
  const format = useFormat();
  const start = useAct(StartSpeakerDocument);
  const move = useAct(MoveSpeakerDocument);
  const remove = useAct(RemoveSpeakerDocument);
  const { id: speakerId, delegate, topic } = speaker;
  const name = format.text(delegate.name);
  const fault = start.fault ?? move.fault ?? remove.fault;
  return (
    <li className={styles.row}>
      <div>
        <strong>{`${place}. ${name}`}</strong>
        <p className={styles.soft}>
          {[delegate.member && format.text(delegate.member.shortName), topic].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className={styles.acts}>
        <Button
          rank="quiet"
          busy={remove.busy}
          aria-label={say('removeOf', { name })}
          onClick={() => void remove.run({ speakerId })}
        >
          {say('remove')}
        </Button>
        {place > 1 && (
          <Button
            rank="quiet"
            busy={move.busy}
            aria-label={say('upOf', { name })}
            onClick={() => void move.run({ speakerId, place: place - 1 })}
          >
            {say('up')}
          </Button>
        )}
        {!last && (
          <Button
            rank="quiet"
            busy={move.busy}
            aria-label={say('downOf', { name })}
            onClick={() => void move.run({ speakerId, place: place + 1 })}
          >
            {say('down')}
          </Button>
        )}
        {free && (
          <Button
            rank={place === 1 ? 'main' : 'plain'}
            busy={start.busy}
            aria-label={say('startOf', { name })}
            onClick={() => void start.run({ speakerId, seconds })}
          >
            {say('start')}
          </Button>
        )}
      </div>
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </li>
  );
}

interface AddSpeakerProps {
  readonly conference: DeskConference;
  readonly speakers: readonly Speaker[];
  readonly sequence: number;
}

/** For who asks by hand: their phone is not needed. */
function AddSpeaker({ conference, speakers, sequence }: AddSpeakerProps) {
  const say = useWords(hallDeskWords);
  const format = useFormat();
  const delegates = useDelegates(conference.slug, sequence);
  const ask = useAct(AskToSpeakForDocument);
  const [delegateId, setDelegateId] = useState('');
  const inQueue = new Set(speakers.map(({ delegate }) => delegate.id));
  const free = (delegates ?? []).filter(({ id, withdrawnAt }) => !withdrawnAt && !inQueue.has(id));
  const run = async () => {
    if (await ask.run({ conferenceId: conference.id, delegateId })) setDelegateId('');
  };
  return (
    <div>
      <Select label={say('add')} value={delegateId} onChange={(event) => setDelegateId(event.target.value)}>
        <option value="">{say('chooseDelegate')}</option>
        {free.map(({ id, name, member }) => (
          <option key={id} value={id}>
            {[format.text(name), member && format.text(member.shortName)].filter(Boolean).join(', ')}
          </option>
        ))}
      </Select>
      <Button busy={ask.busy} disabled={!free.some(({ id }) => id === delegateId)} onClick={() => void run()}>
        {say('addToQueue')}
      </Button>
      {ask.fault && (
        <Notice kind="bad" alert>
          {ask.fault}
        </Notice>
      )}
    </div>
  );
}
