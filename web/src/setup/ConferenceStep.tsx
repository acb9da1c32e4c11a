import { useState } from 'react';
import { Button } from '../look/Button';
import { Field } from '../look/Field';
import { Select } from '../look/Select';
import { TextArea } from '../look/TextArea';
import { useWords } from '../words/use-words';
import { usualAgenda } from './agenda-template';
import { agendaOf, type DraftFile, nameOf, viOf, withVi } from './draft';
import { useFaultAt } from './Faults';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** Name, day, place, host and agenda. */
export function ConferenceStep({ setup }: StepProps) {
  const say = useWords(setupWords);
  const fault = useFaultAt(setup.problems);
  const { conference, bloc } = setup.draft.file;
  const set = (parts: Partial<DraftFile['conference']>) =>
    setup.change((file) => ({ ...file, conference: { ...file.conference, ...parts } }));
  return (
    <>
      <TextArea
        label={say('conferenceName')}
        rows={2}
        value={viOf(conference.name ?? setup.file.conference.name)}
        onChange={({ target }) => set({ name: withVi(conference.name, target.value) })}
      />
      <div className={styles.pair}>
        <Field
          type="date"
          label={say('heldOn')}
          value={conference.heldOn ?? ''}
          onChange={({ target }) => set({ heldOn: target.value })}
          fault={fault('/conference/heldOn')}
        />
        <Select
          label={say('host')}
          value={conference.host ?? ''}
          onChange={({ target }) => set({ host: target.value })}
        >
          <option value="">{say('unknown')}</option>
          {(bloc.members ?? []).map((member) => (
            <option key={member.code} value={member.code}>
              {nameOf(member)}
            </option>
          ))}
        </Select>
      </div>
      <Field
        label={say('place')}
        value={viOf(conference.place)}
        onChange={({ target }) => set({ place: withVi(conference.place, target.value) })}
        fault={fault('/conference/place')}
      />
      <Agenda setup={setup} isOffice={false} />
    </>
  );
}

function Agenda({ setup }: StepProps) {
  const say = useWords(setupWords);
  const { agenda = [], conference } = setup.draft.file;
  const [lines, setLines] = useState(() => agenda.map(({ title }) => viOf(title)).join('\n'));
  const put = (text: string) => {
    setLines(text);
    setup.change((file) => ({ ...file, agenda: agendaOf(text, setup.draft.stored?.agenda ?? file.agenda) }));
  };
  const year = conference.closes ?? conference.reviews ?? 0;
  return (
    <>
      <TextArea
        label={say('agenda')}
        hint={say('agendaHint')}
        rows={Math.min(18, Math.max(6, agenda.length + 1))}
        value={lines}
        onChange={({ target }) => put(target.value)}
      />
      {lines.trim() === '' && (
        <div className={styles.acts}>
          <Button onClick={() => put(usualAgenda(year, conference.opens ?? year + 1).join('\n'))}>
            {say('usualAgenda')}
          </Button>
        </div>
      )}
    </>
  );
}
