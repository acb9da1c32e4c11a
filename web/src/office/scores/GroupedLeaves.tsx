import { ActButton } from '../../act/ActButton';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { nameOf } from './entry-text';
import { LeafCard } from './LeafCard';
import type { ReviewProps } from './review-props';
import { reviews } from './rights';
import { AcceptScoresDocument } from './scores.documents';
import styles from './scores.module.css';
import { isAcceptable } from './shelf';
import { isExtra, type Line, leavesOf, type Node } from './table-tree';
import type { Leaf } from './use-member-leaves';
import { scoreWords } from './words';

type GroupedProps = ReviewProps & { readonly lines: readonly Line[]; readonly leaves: ReadonlyMap<string, Leaf> };

/** Lines in the order of the table, under their groups; each group can be accepted as a whole. */
export function GroupedLeaves({ lines, leaves, ...props }: GroupedProps) {
  const say = useWords(scoreWords);
  const shown = new Set(lines.map(({ key }) => key));
  return (
    <>
      {props.tree.roots.map((node) => (
        <Group key={node.line.key} {...props} node={node} shown={shown} leaves={leaves} />
      ))}
      {(['BONUS', 'PENALTY'] as const).map((kind) => {
        const extras = lines.filter((line) => line.kind === kind);
        if (extras.length === 0) return null;
        return (
          <section key={kind} className={styles.group}>
            <h3>{say(kind)}</h3>
            <AcceptGroup
              {...props}
              name={say(kind)}
              accept={kind === 'BONUS' ? 'bonus:' : 'penalty:'}
              below={extras}
              leaves={leaves}
            />
            <Cards {...props} lines={extras} leaves={leaves} />
          </section>
        );
      })}
    </>
  );
}

type GroupProps = ReviewProps & {
  readonly node: Node;
  readonly shown: ReadonlySet<string>;
  readonly leaves: ReadonlyMap<string, Leaf>;
};

function Group({ node, shown, leaves, ...props }: GroupProps) {
  const format = useFormat();
  const below = leavesOf(node);
  if (!below.some(({ key }) => shown.has(key))) return null;
  if (node.children.length === 0) return <Cards {...props} lines={[node.line]} leaves={leaves} />;
  const name = nameOf(format, node.line);
  const Heading = node.depth === 0 ? 'h3' : 'h4';
  return (
    <section className={styles.group} data-depth={node.depth}>
      <Heading>{name}</Heading>
      <AcceptGroup {...props} name={name} accept={node.line.key} below={below} leaves={leaves} />
      {node.children.map((child) => (
        <Group key={child.line.key} {...props} node={child} shown={shown} leaves={leaves} />
      ))}
    </section>
  );
}

type CardsProps = ReviewProps & { readonly lines: readonly Line[]; readonly leaves: ReadonlyMap<string, Leaf> };

function Cards({ lines, leaves, ...props }: CardsProps) {
  return lines.map((line) => <LeafCard key={line.key} {...props} line={line} leaf={leaves.get(line.key)} />);
}

type AcceptGroupProps = ReviewProps & {
  readonly name: string;
  /** Key of the group. */
  readonly accept: string;
  readonly below: readonly Line[];
  readonly leaves: ReadonlyMap<string, Leaf>;
};

/** Takes the self-score over for all of a group that waits; what the member left empty stays missing. */
function AcceptGroup({ bloc, year, role, member, name, accept, below, leaves }: AcceptGroupProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const own = below.filter((line) => reviews(role, line));
  const ready = own.filter((line) => isAcceptable(line, leaves.get(line.key)));
  const left = own.filter((line) => !isExtra(line) && !leaves.get(line.key)?.review && !ready.includes(line)).length;
  if (ready.length === 0 || member.stage === 'OPEN' || member.stage === 'FINAL') return null;
  const count = format.number(ready.length);
  return (
    <ActButton
      rank="quiet"
      label={say('acceptGroup', { count })}
      title={say('acceptTitle', { name })}
      confirm={say('acceptGroup', { count })}
      document={AcceptScoresDocument}
      input={{ blocId: bloc.id, year, memberId: member.member.id, acceptSelf: [accept] }}
      done={say('accepted', { count })}
    >
      <p>{say('acceptMeans', { count })}</p>
      {left > 0 && <p>{say('acceptLeaves', { count: format.number(left) })}</p>}
    </ActButton>
  );
}
