import { useState } from 'react';
import { Field } from '../look/Field';
import { Select } from '../look/Select';
import { TextArea } from '../look/TextArea';
import { useWords } from '../words/use-words';
import { linesOfMembers, membersOf, viOf, withVi } from './draft';
import { useFaultAt } from './Faults';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** Larger ones do not fit into one request beside the file. */
const emblemBytes = 40_000;

/** Name, kind, members and emblem. A leader's office sees them, and changes the emblem. */
export function BlocStep({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const fault = useFaultAt(setup.problems);
  const { bloc } = setup.draft.file;
  // As typed: a line that is begun is no member yet.
  const [lines, setLines] = useState(() => linesOfMembers(bloc.members));
  const set = (parts: Partial<typeof bloc>) => setup.change((file) => ({ ...file, bloc: { ...file.bloc, ...parts } }));
  const members = bloc.members ?? [];
  return (
    <>
      {isOffice && <p className={styles.soft}>{say('officeBloc')}</p>}
      <Field
        label={say('blocName')}
        value={viOf(bloc.name)}
        readOnly={isOffice}
        onChange={({ target }) => set({ name: withVi(bloc.name, target.value) })}
        fault={fault('/bloc/name')}
      />
      <Select
        label={say('kind')}
        value={bloc.kind ?? ''}
        disabled={isOffice}
        onChange={({ target }) => set({ kind: target.value as 'CUM' | 'KHOI' })}
        hint={fault('/bloc/kind')}
      >
        {!bloc.kind && <option value="">{say('chooseKind')}</option>}
        <option value="KHOI">{say('KHOI')}</option>
        <option value="CUM">{say('CUM')}</option>
      </Select>
      <TextArea
        label={say('members')}
        hint={fault('/bloc/members') ?? say('membersHint')}
        rows={Math.min(12, Math.max(5, members.length + 1))}
        value={lines}
        readOnly={isOffice}
        onChange={({ target }) => {
          setLines(target.value);
          set({ members: membersOf(target.value, setup.draft.stored?.bloc.members ?? members) });
        }}
      />
      <p role="status">{members.length > 0 ? say('memberCount', { count: members.length }) : ''}</p>
      <Emblem taken={bloc.emblem !== undefined} onTake={(emblem) => set({ emblem })} />
    </>
  );
}

function Emblem({ taken, onTake }: { readonly taken: boolean; onTake(emblem: string): void }) {
  const say = useWords(setupWords);
  const [isLarge, setLarge] = useState(false);
  const read = async (file: File) => {
    setLarge(file.size > emblemBytes);
    if (file.size > emblemBytes) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    onTake(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  };
  return (
    <Field
      type="file"
      accept="image/png,image/jpeg,image/webp"
      label={say('emblem')}
      hint={taken ? say('emblemTaken') : say('emblemHint')}
      fault={isLarge ? say('emblemLarge') : undefined}
      onChange={({ target }) => {
        const [file] = target.files ?? [];
        if (file) void read(file);
      }}
    />
  );
}
