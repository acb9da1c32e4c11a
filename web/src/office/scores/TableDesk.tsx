import { useState } from 'react';
import { useQuery } from 'urql';
import { ActButton } from '../../act/ActButton';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { Table } from '../../look/Table';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { FreezeScoreTableDocument, PollsThatAgreedDocument } from './scores.documents';
import styles from './scores.module.css';
import { TableTree } from './TableTree';
import type { ScoreTree } from './table-tree';
import type { TableHead } from './use-score-table';
import { useTableFile } from './use-table-file';
import { scoreWords } from './words';

interface TableDeskProps {
  readonly bloc: { readonly id: string; readonly slug: string };
  readonly year: number;
  readonly table: TableHead | null;
  readonly tree: ScoreTree | null;
}

/** The score table of a year: set from a file, shown as a tree, and frozen once the bloc has agreed on it. */
export function TableDesk(props: TableDeskProps) {
  const { year, table, tree } = props;
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <section className={styles.panel}>
      <h2>{say('tableTitle', { year })}</h2>
      {!table && <p>{say('tableNone', { year })}</p>}
      {table && !table.frozenAt && (
        <Notice kind="warn">{say('tableVersion', { version: table.version, date: format.date(table.setAt) })}</Notice>
      )}
      {table?.frozenAt && (
        <Notice kind="good">
          <p>{say('tableFrozen', { version: table.version, date: format.date(table.frozenAt) })}</p>
          {table.poll && (
            <p>
              {say('tableAgreed', {
                question: format.text(table.poll.question),
                conference: format.text(table.poll.conference.name),
              })}
            </p>
          )}
        </Notice>
      )}
      {!table?.frozenAt && <SetTable {...props} />}
      {table && tree && (
        <>
          <TableTree table={table} tree={tree} />
          {!table.frozenAt && <Freeze {...props} table={table} />}
          <p className={styles.hash}>
            {say('tableHash')} <code>{table.hash}</code>
          </p>
        </>
      )}
    </section>
  );
}

function SetTable({ bloc, year, table }: TableDeskProps) {
  const say = useWords(scoreWords);
  const file = useTableFile(bloc.id);
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const read = async (chosen: File) => {
    try {
      const content = await chosen.text();
      setUnreadable(false);
      setText(content);
      await file.send(content);
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <>
      <details open={!table} className={styles.missing}>
        <summary>{say(table ? 'setAgain' : 'setTable')}</summary>
        <p>{say('setHint')}</p>
        <Field
          type="file"
          accept=".yaml,.yml,.json"
          label={say('tableFile')}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) void read(chosen);
            // The same file, saved again, can be chosen again.
            target.value = '';
          }}
        />
        <TextArea label={say('tableText')} value={text} rows={6} onChange={(event) => setText(event.target.value)} />
        <div className={styles.acts}>
          <Button busy={file.busy} disabled={text.trim() === ''} onClick={() => void file.send(text)}>
            {say('setTable')}
          </Button>
        </div>
      </details>
      {(unreadable || file.fault) && (
        <Notice kind="bad" alert>
          {unreadable ? say('unreadable') : file.fault}
        </Notice>
      )}
      {file.done && (
        <Notice kind={file.done.year === year ? 'good' : 'warn'} alert>
          {say(file.done.year === year ? 'tableSet' : 'tableOtherYear', file.done)}
        </Notice>
      )}
      {file.problems.length > 0 && <Problems problems={file.problems} />}
    </>
  );
}

function Problems({ problems }: Pick<ReturnType<typeof useTableFile>, 'problems'>) {
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <>
      <Notice kind="bad" alert>
        {say('tableRefused', { count: problems.length })}
      </Notice>
      <Table caption={say('tableProblems')} stacks>
        <thead>
          <tr>
            <th scope="col">{say('line')}</th>
            <th scope="col">{say('says')}</th>
            <th scope="col">{say('problem')}</th>
            <th scope="col">{say('cure')}</th>
          </tr>
        </thead>
        <tbody>
          {problems
            .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
            .map(({ path, line, value, problem, cure }) => (
              <tr key={`${line} ${path} ${problem.vi}`}>
                <th scope="row">{line ?? (path || say('wholeFile'))}</th>
                <td data-label={say('says')}>{value ?? say('nothingThere')}</td>
                <td data-label={say('problem')}>{format.text(problem)}</td>
                <td data-label={say('cure')}>{format.text(cure)}</td>
              </tr>
            ))}
        </tbody>
      </Table>
    </>
  );
}

function Freeze({ bloc, year, table }: TableDeskProps & { readonly table: TableHead }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const [pollId, setPollId] = useState('');
  const [{ data }] = useQuery({ query: PollsThatAgreedDocument, variables: { slug: bloc.slug } });
  const agreed = (data?.bloc?.conferences.nodes ?? []).flatMap(({ nature, name, polls }) =>
    nature === 'REHEARSAL'
      ? []
      : polls.nodes
          .filter(
            ({ kind, state, tally }) => kind === 'YES_NO_ABSTAIN' && state === 'CLOSED' && tally.outcome === 'PASSED',
          )
          .map(({ id, ordinal, question }) => ({
            id,
            text: `${format.text(name)}: ${ordinal}. ${format.text(question)}`,
          })),
  );
  return (
    <ActButton
      rank="main"
      label={say('freeze', { year })}
      title={say('freezeTitle', { year })}
      confirm={say('freeze', { year })}
      document={FreezeScoreTableDocument}
      input={{ blocId: bloc.id, year, hash: table.hash, pollId: pollId || null }}
      done={say('frozen', { year })}
      onOpen={() => setPollId('')}
    >
      <p>{say('freezeMeans', { version: table.version })}</p>
      {agreed.length === 0 && <p>{say('freezeNoPoll')}</p>}
      {agreed.length > 0 && (
        <Select label={say('freezePoll')} value={pollId} onChange={(event) => setPollId(event.target.value)}>
          <option value="">{say('freezeWithout')}</option>
          {agreed.map(({ id, text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </ActButton>
  );
}
