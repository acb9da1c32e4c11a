import { useState } from 'react';
import { Button } from '../look/Button';
import { CheckBox } from '../look/CheckBox';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { Select } from '../look/Select';
import { Table } from '../look/Table';
import { TextArea } from '../look/TextArea';
import { useWords } from '../words/use-words';
import { cellsOf, readDelegates, withDelegates } from './delegates';
import { type DraftDelegate, freeWord, nameOf, viOf } from './draft';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

type Said = 'NONE' | 'UNREADABLE' | number | null;

/** Who comes: a list pasted from Excel or read from its file, single persons, and the list as it stands. */
export function DelegatesStep({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const [said, setSaid] = useState<Said>(null);
  const take = (rows: readonly (readonly string[])[]) => {
    const listed = readDelegates(rows);
    setSaid(listed.length === 0 ? 'NONE' : listed.length);
    if (listed.length > 0)
      setup.change((file) => ({
        ...file,
        delegates: withDelegates(file.delegates ?? [], listed, file.bloc.members ?? []),
      }));
  };
  return (
    <>
      <Lists onTake={take} onUnreadable={() => setSaid('UNREADABLE')} />
      {typeof said === 'number' && <Notice kind="good">{say('readCount', { count: said })}</Notice>}
      {said === 'NONE' && (
        <Notice kind="bad" alert>
          {say('readNone')}
        </Notice>
      )}
      {said === 'UNREADABLE' && (
        <Notice kind="bad" alert>
          {say('unreadable')}
        </Notice>
      )}
      <List setup={setup} isOffice={isOffice} />
      <One setup={setup} isOffice={isOffice} />
    </>
  );
}

interface ListsProps {
  onTake(rows: readonly (readonly string[])[]): void;
  onUnreadable(): void;
}

function Lists({ onTake, onUnreadable }: ListsProps) {
  const say = useWords(setupWords);
  const [pasted, setPasted] = useState('');
  const read = async (file: File) => {
    try {
      const { readXlsx } = await import('../bytes/read-xlsx');
      onTake(readXlsx(new Uint8Array(await file.arrayBuffer())));
    } catch {
      onUnreadable();
    }
  };
  return (
    <>
      <TextArea
        label={say('delegateList')}
        hint={say('delegateListHint')}
        rows={6}
        value={pasted}
        onChange={({ target }) => setPasted(target.value)}
      />
      <div className={styles.acts}>
        <Button
          disabled={!pasted.trim()}
          onClick={() => {
            onTake(cellsOf(pasted));
            setPasted('');
          }}
        >
          {say('read')}
        </Button>
      </div>
      <Field
        type="file"
        accept=".xlsx"
        label={say('delegateFile')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void read(file);
          // The same file, saved again, can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

function List({ setup }: StepProps) {
  const say = useWords(setupWords);
  const { delegates = [], bloc } = setup.draft.file;
  if (delegates.length === 0) return <p className={styles.soft}>{say('noDelegates')}</p>;
  const stored = new Set(setup.draft.stored?.delegates?.map(({ code }) => code));
  const memberOf = ({ member }: DraftDelegate) => {
    const known = bloc.members?.find(({ code }) => code === member);
    return known ? nameOf(known) : (member ?? say('guest'));
  };
  const remove = (code: string) =>
    setup.change((file) => ({ ...file, delegates: (file.delegates ?? []).filter((each) => each.code !== code) }));
  return (
    <Table caption={say('delegateTable')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say('post')}</th>
          <th scope="col">{say('member')}</th>
          <th scope="col">{say('votes')}</th>
          <th scope="col">{say('signs')}</th>
          <th scope="col">{say('act')}</th>
        </tr>
      </thead>
      <tbody>
        {delegates.map((delegate) => (
          <tr key={delegate.code}>
            <th scope="row">{viOf(delegate.name)}</th>
            <td data-label={say('post')}>{delegate.posts?.map(({ title }) => viOf(title)).join('; ')}</td>
            <td data-label={say('member')}>{memberOf(delegate)}</td>
            <td data-label={say('votes')}>{delegate.mayVote ? say('yes') : say('no')}</td>
            <td data-label={say('signs')}>{delegate.maySign ? say('yes') : say('no')}</td>
            <td data-label={say('act')}>
              {stored.has(delegate.code) ? (
                say('onServer')
              ) : (
                <Button
                  rank="quiet"
                  aria-label={say('removeOne', { name: viOf(delegate.name) })}
                  onClick={() => remove(delegate.code)}
                >
                  {say('remove')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const nobody = { name: '', post: '', member: '', mayVote: false, maySign: false };

function One({ setup }: StepProps) {
  const say = useWords(setupWords);
  const [given, setGiven] = useState(nobody);
  const set = (parts: Partial<typeof nobody>) => setGiven({ ...given, ...parts });
  const add = () => {
    const { name, post, member, mayVote, maySign } = given;
    setup.change((file) => {
      const known = file.delegates ?? [];
      const code = freeWord(name, new Set(known.map((each) => each.code)), 'dai-bieu');
      const rights = member ? { member, ...(mayVote && { mayVote }), ...(maySign && { maySign }) } : {};
      const posts = post.trim() ? { posts: [{ title: post.trim() }] } : {};
      return { ...file, delegates: [...known, { code, name: name.trim(), ...posts, ...rights }] };
    });
    setGiven(nobody);
  };
  return (
    <fieldset className={styles.panel}>
      <legend>{say('addDelegate')}</legend>
      <div className={styles.pair}>
        <Field label={say('name')} value={given.name} onChange={({ target }) => set({ name: target.value })} />
        <Field label={say('post')} value={given.post} onChange={({ target }) => set({ post: target.value })} />
        <Select label={say('member')} value={given.member} onChange={({ target }) => set({ member: target.value })}>
          <option value="">{say('guest')}</option>
          {(setup.draft.file.bloc.members ?? []).map((member) => (
            <option key={member.code} value={member.code}>
              {nameOf(member)}
            </option>
          ))}
        </Select>
      </div>
      {given.member !== '' && (
        <>
          <CheckBox
            label={say('votes')}
            checked={given.mayVote}
            onChange={({ target }) => set({ mayVote: target.checked })}
          />
          <CheckBox
            label={say('signs')}
            checked={given.maySign}
            onChange={({ target }) => set({ maySign: target.checked })}
          />
        </>
      )}
      <div className={styles.acts}>
        <Button disabled={!given.name.trim()} onClick={add}>
          {say('add')}
        </Button>
      </div>
    </fieldset>
  );
}
