import { useState } from 'react';
import { useAct } from '../../act/use-act';
import type { ConferenceNow } from '../../conference/use-conference';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { DeskConference } from '../conference';
import { ShowOnHallDocument } from './hall-desk.documents';
import styles from './hall-desk.module.css';
import { hallDeskWords } from './words';

/** As many as a screen shows. */
const mostPolls = 12;
/** What is shown at one press. */
const atOnce = ['AUTOMATIC', 'AGENDA', 'SPEAKERS', 'WALL', 'RESULTS', 'RANKS'] as const;

interface ChooseSceneProps {
  readonly conference: DeskConference;
  readonly now: ConferenceNow;
}

/** What the hall shows. Wrong presses are put right by the next, so nothing is asked first. */
export function ChooseScene({ conference, now }: ChooseSceneProps) {
  const say = useWords(hallDeskWords);
  const show = useAct(ShowOnHallDocument);
  const conferenceId = conference.id;
  const wall = now.pact && now.pact.state !== 'DRAFT';
  return (
    <>
      <h3>{say('show')}</h3>
      <p>{say('showMeans')}</p>
      <div className={styles.scenes}>
        {atOnce
          .filter((scene) => scene !== 'WALL' || wall)
          .map((scene) => (
            <Button
              key={scene}
              busy={show.busy}
              aria-pressed={now.hall.scene === scene}
              onClick={() => void show.run({ conferenceId, scene })}
            >
              {say(scene)}
            </Button>
          ))}
      </div>
      {show.fault && (
        <Notice kind="bad" alert>
          {show.fault}
        </Notice>
      )}
      <div className={styles.parts}>
        <ShowPolls conference={conference} />
        <div>
          <ShowBreak conferenceId={conferenceId} />
          <ShowText conferenceId={conferenceId} />
        </div>
      </div>
    </>
  );
}

function ShowPolls({ conference }: Pick<ChooseSceneProps, 'conference'>) {
  const say = useWords(hallDeskWords);
  const format = useFormat();
  const show = useAct(ShowOnHallDocument);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const polls = conference.polls
    .filter(({ state }) => state === 'OPEN' || state === 'CLOSED')
    .toSorted((a, b) => b.ordinal - a.ordinal);
  const pollIds = chosen.filter((id) => polls.some((poll) => poll.id === id));
  if (polls.length === 0) return null;
  const run = async () => {
    if (await show.run({ conferenceId: conference.id, scene: 'POLLS', pollIds })) setChosen([]);
  };
  return (
    <fieldset>
      <legend>{say('POLLS')}</legend>
      {polls.map(({ id, ordinal, question }) => (
        <CheckBox
          key={id}
          label={`${ordinal}. ${format.text(question)}`}
          checked={pollIds.includes(id)}
          disabled={!pollIds.includes(id) && pollIds.length >= mostPolls}
          onChange={({ target }) =>
            setChosen(target.checked ? [...pollIds, id] : pollIds.filter((each) => each !== id))
          }
        />
      ))}
      <Button busy={show.busy} disabled={pollIds.length === 0} onClick={() => void run()}>
        {say('showPolls', { count: pollIds.length })}
      </Button>
      <Fault text={show.fault} />
    </fieldset>
  );
}

function ShowBreak({ conferenceId }: { readonly conferenceId: string }) {
  const say = useWords(hallDeskWords);
  const show = useAct(ShowOnHallDocument);
  const [minutes, setMinutes] = useState('');
  const given = minutes === '' ? null : Number(minutes);
  const run = async () => {
    if (await show.run({ conferenceId, scene: 'BREAK', minutes: given })) setMinutes('');
  };
  return (
    <fieldset>
      <legend>{say('BREAK')}</legend>
      <Field
        type="number"
        label={say('minutes')}
        hint={say('minutesHint')}
        min={1}
        max={600}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <Button busy={show.busy} disabled={given !== null && !(given >= 1 && given <= 600)} onClick={() => void run()}>
        {say('showBreak')}
      </Button>
      <Fault text={show.fault} />
    </fieldset>
  );
}

function ShowText({ conferenceId }: { readonly conferenceId: string }) {
  const say = useWords(hallDeskWords);
  const show = useAct(ShowOnHallDocument);
  const [text, setText] = useState('');
  const run = async () => {
    if (await show.run({ conferenceId, scene: 'TEXT', text: { vi: text } })) setText('');
  };
  return (
    <fieldset>
      <legend>{say('TEXT')}</legend>
      <TextArea label={say('text')} value={text} maxLength={300} onChange={(event) => setText(event.target.value)} />
      <Button busy={show.busy} disabled={text.trim() === ''} onClick={() => void run()}>
        {say('showText')}
      </Button>
      <Fault text={show.fault} />
    </fieldset>
  );
}

function Fault({ text }: { readonly text: string | null }) {
  if (!text) return null;
  return (
    <Notice kind="bad" alert>
      {text}
    </Notice>
  );
}
