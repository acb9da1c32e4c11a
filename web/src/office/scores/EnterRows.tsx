import { Fragment } from 'react';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { type Draft, hasOwnTarget, isEmpty } from './entry-draft';
import { askedText, nameOf } from './entry-text';
import { sumOf } from './exact';
import { faultText } from './fault-text';
import { Points } from './Points';
import styles from './scores.module.css';
import { flat, isExtra, type Line, leavesOf, type Node } from './table-tree';
import type { Entering } from './use-entering';
import type { MemberLeaves } from './use-member-leaves';
import { ValueField } from './ValueField';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';

interface EnterRowsProps extends WorkProps {
  readonly held: MemberLeaves;
  readonly entering: Entering;
}

/** A table for each part of the criteria, and one for bonuses and penalties: a line each, groups with their sums. */
export function EnterRows(props: EnterRowsProps) {
  const { tree } = props;
  const say = useWords(scoreWords);
  const extras = (kind: Line['kind']) => tree.entered.filter((line) => line.kind === kind);
  return (
    <>
      {tree.roots.map((node) => (
        <Part key={node.line.key} {...props} nodes={flat(node)} title={null} />
      ))}
      {(['BONUS', 'PENALTY'] as const).map(
        (kind) =>
          extras(kind).length > 0 && (
            <Part
              key={kind}
              {...props}
              title={say(kind)}
              nodes={extras(kind).map((line) => ({ line, depth: 1, children: [] }))}
            />
          ),
      )}
    </>
  );
}

type PartProps = EnterRowsProps & {
  readonly nodes: readonly Node[];
  /** Null where the first of the nodes says it. */
  readonly title: string | null;
};

function Part({ nodes, title, ...props }: PartProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const [first] = nodes;
  if (!first) return null;
  const caption = title ?? nameOf(format, first.line);
  const isGroup = title === null && first.line.kind === 'GROUP';
  return (
    <table className={styles.enter}>
      <caption>
        <h3>{caption}</h3>
        {isGroup && <Sum node={first} held={props.held} />}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('criterion')}</th>
          <th scope="col">{say('max')}</th>
          <th scope="col">{say('asked')}</th>
          <th scope="col">{say('value')}</th>
          <th scope="col">{say('points')}</th>
          <th scope="col">{say('evidenceHead')}</th>
        </tr>
      </thead>
      <tbody>
        {(isGroup ? nodes.slice(1) : nodes).map((node) => (
          <Fragment key={node.line.key}>
            {node.line.kind === 'GROUP' ? (
              <GroupRow node={node} held={props.held} />
            ) : (
              <LineRow {...props} line={node.line} />
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** `12,5/20 điểm, còn 3 ô trống`. */
function Sum({ node, held }: { readonly node: Node; readonly held: MemberLeaves }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const leaves = leavesOf(node).map(({ key }) => held.leaves?.get(key));
  const points = sumOf(leaves.map((leaf) => leaf?.selfPoints));
  const empty = leaves.filter((leaf) => !leaf?.self || leaf.self.empty).length;
  return (
    <span className={styles.sum} data-sum={node.line.key}>
      {say('sumOf', { points: format.number(points), max: format.number(node.line.max ?? '0') })}
      {empty > 0 && <span className={styles.warn}>{` ${say('emptyCount', { count: format.number(empty) })}`}</span>}
    </span>
  );
}

function GroupRow({ node, held }: { readonly node: Node; readonly held: MemberLeaves }) {
  const format = useFormat();
  return (
    <tr data-depth={node.depth} className={styles.groupRow}>
      <th scope="rowgroup" colSpan={6}>
        <span>{nameOf(format, node.line)}</span> <Sum node={node} held={held} />
      </th>
    </tr>
  );
}

function LineRow({ line, table, held, entering }: EnterRowsProps & { readonly line: Line }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const draft = entering.draft(line.key);
  const fault = entering.fault(line.key);
  const name = nameOf(format, line);
  const change = (next: Partial<Draft>) => entering.type(line.key, next);
  const faultId = `fault-${line.key}`;
  return (
    <tr data-line={line.key} data-fault={fault ? '' : undefined}>
      <th scope="row" lang={line.title ? format.langOf(line.title) : undefined}>
        {name}
        {line.scorer === 'COUNCIL_OFFICE' && <small className={styles.soft}>{` ${say('byCouncil')}`}</small>}
      </th>
      <td data-label={say('max')}>{line.max == null ? '–' : format.number(line.max)}</td>
      <td data-label={say('asked')}>{askedText(say, format, line)}</td>
      <td data-label={say('value')}>
        <Cells line={line} name={name} draft={draft} faultId={faultId} isFaulty={fault !== null} onChange={change} />
        {fault && (
          <p id={faultId} className={styles.bad} role="alert">
            {faultText(say, format, line, table.decimals, fault)}
          </p>
        )}
      </td>
      <td data-label={say('points')}>
        <Points value={held.leaves?.get(line.key)?.selfPoints} />
      </td>
      <td data-label={say('evidenceHead')}>
        <input
          className={styles.cell}
          data-cell="note"
          data-key={line.key}
          aria-label={say('evidenceFor', { name })}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </td>
    </tr>
  );
}

interface CellsProps {
  readonly line: Line;
  readonly name: string;
  readonly draft: Draft;
  readonly faultId: string;
  readonly isFaulty: boolean;
  onChange(change: Partial<Draft>): void;
}

/** The fields of one line: what was reached, the own target where there is one, and whether it was assigned at all. */
function Cells({ line, name, draft, faultId, isFaulty, onChange }: CellsProps) {
  const say = useWords(scoreWords);
  const common = {
    'data-key': line.key,
    'aria-invalid': isFaulty || undefined,
    'aria-describedby': isFaulty ? faultId : undefined,
    disabled: draft.notAssigned,
  };
  return (
    <div className={styles.cells}>
      {hasOwnTarget(line) && (
        <input
          {...common}
          className={styles.cell}
          data-cell="target"
          inputMode="decimal"
          autoComplete="off"
          placeholder={say('target')}
          aria-label={say('targetOf', { name })}
          value={draft.target}
          onChange={(event) => onChange({ target: event.target.value })}
        />
      )}
      <ValueField
        {...common}
        line={line}
        data-cell="value"
        data-empty={isEmpty(draft) && !isExtra(line) ? '' : undefined}
        placeholder={hasOwnTarget(line) ? say('figure') : undefined}
        aria-label={say('valueOf', { name })}
        value={draft.value}
        onChange={(value) => onChange({ value })}
      />
      {!isExtra(line) && (
        <label className={styles.aside}>
          <input
            type="checkbox"
            aria-label={say('notAssignedFor', { name })}
            checked={draft.notAssigned}
            onChange={(event) =>
              onChange(event.target.checked ? { notAssigned: true, value: '', target: '' } : { notAssigned: false })
            }
          />
          {say('notAssignedShort')}
        </label>
      )}
    </div>
  );
}
