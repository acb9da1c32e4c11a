import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { entryText } from './entry-text';
import { remarks } from './rights';
import {
  AddScoreRemarkDocument,
  ExplainScoresDocument,
  LeafThreadDocument,
  type WrittenRemarkFragment,
} from './scores.documents';
import styles from './scores.module.css';
import type { Line } from './table-tree';
import type { Leaf } from './use-member-leaves';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface ThreadProps extends WorkProps {
  readonly member: MemberNow;
  readonly line: Line;
  readonly leaf: Leaf | undefined;
}

/** What was said about one line of a member, first to last, and what may be added. */
export function Thread(props: ThreadProps) {
  const { member, leaf, role } = props;
  const say = useWords(scoreWords);
  const [writing, setWriting] = useState<'remark' | 'explanation' | null>(null);
  const [whole, setWhole] = useState(false);
  const said = leaf?.remarks;
  const isDiffering = leaf?.difference != null;
  const canExplain = role === 'OFFICER' && isDiffering && (member.stage === 'REVIEWED' || member.stage === 'EXPLAINED');
  const isOpen = member.stage !== 'FINAL' && remarks(role);
  return (
    <div className={styles.thread}>
      {said && said.totalCount > said.nodes.length && !whole && (
        <p>{say('olderRemarks', { count: said.totalCount - said.nodes.length })}</p>
      )}
      {!whole && said && <Remarks said={said.nodes} />}
      {whole && <Whole {...props} />}
      <div className={styles.acts}>
        {canExplain && (
          <Button rank={writing ? 'quiet' : 'plain'} onClick={() => setWriting('explanation')}>
            {say('explain')}
          </Button>
        )}
        {isOpen && (
          <Button rank="quiet" onClick={() => setWriting('remark')}>
            {say('remark')}
          </Button>
        )}
        {(leaf?.self || leaf?.review) && (
          <Button rank="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {say(whole ? 'hideHistory' : 'history')}
          </Button>
        )}
      </div>
      {writing && <Write key={writing} {...props} kind={writing} onDone={() => setWriting(null)} />}
    </div>
  );
}

function Remarks({ said }: { readonly said: readonly WrittenRemarkFragment[] }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  if (said.length === 0) return null;
  return (
    <ol className={styles.remarks}>
      {said.map(({ id, kind, text, role, at, account }) => (
        <li key={id} data-kind={kind}>
          <small className={styles.soft}>
            <strong>{say(kind)}</strong>{' '}
            {say('byWhom', {
              name: account?.name ?? say('unknown'),
              role: say(role),
              date: format.date(at),
              time: format.time(at),
            })}
          </small>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}

/** Everything that was ever entered for a line, and all that was said. */
function Whole({ bloc, year, member, line, sequence }: ThreadProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const [{ data }, askAgain] = useQuery({
    query: LeafThreadDocument,
    variables: { slug: bloc.slug, year, code: member.member.code, key: line.key },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the scores is why to ask again
  useEffect(() => askAgain({ requestPolicy: 'network-only' }), [askAgain, sequence]);
  const [leaf] = data?.bloc?.scores?.member?.work?.leaves.nodes ?? [];
  if (!leaf) return <p>{say('reading')}</p>;
  return (
    <>
      <ol className={styles.remarks}>
        {leaf.history.nodes.map((entry) => (
          <li key={entry.id}>
            <small className={styles.soft}>
              <strong>{say(entry.part === 'SELF' ? 'self' : 'review')}</strong>{' '}
              {say('byWhom', {
                name: entry.account?.name ?? say('unknown'),
                role: say(entry.role),
                date: format.date(entry.at),
                time: format.time(entry.at),
              })}
            </small>
            <p>
              {entry.points != null
                ? say('pointsIs', { points: format.number(entry.points) })
                : entryText(say, format, line, entry)}
              {entry.note && ` ${say('evidence', { note: entry.note })}`}
            </p>
          </li>
        ))}
      </ol>
      <Remarks said={leaf.remarks.nodes} />
    </>
  );
}

interface WriteProps extends ThreadProps {
  readonly kind: 'remark' | 'explanation';
  onDone(): void;
}

function Write({ bloc, year, member, line, kind, onDone }: WriteProps) {
  const say = useWords(scoreWords);
  const remark = useAct(AddScoreRemarkDocument);
  const explain = useAct(ExplainScoresDocument);
  const [text, setText] = useState('');
  const act = kind === 'remark' ? remark : explain;
  const named = { blocId: bloc.id, year, memberId: member.member.id };
  const send = async () => {
    const said = { key: line.key, text: text.trim() };
    const isDone =
      kind === 'remark'
        ? await remark.run({ ...named, ...said })
        : await explain.run({ ...named, explanations: [said] });
    if (isDone) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label={say(kind === 'remark' ? 'remarkText' : 'explanationText')}
        hint={say(kind === 'remark' ? 'remarkHint' : 'explanationHint')}
        value={text}
        maxLength={2000}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      {act.fault && (
        <Notice kind="bad" alert>
          {act.fault}
        </Notice>
      )}
      <div className={styles.acts}>
        <Button type="submit" rank="main" busy={act.busy} disabled={text.trim().length < 3}>
          {say(kind === 'remark' ? 'sendRemark' : 'sendExplanation')}
        </Button>
        <Button rank="quiet" onClick={onDone}>
          {say('leave')}
        </Button>
      </div>
    </form>
  );
}
