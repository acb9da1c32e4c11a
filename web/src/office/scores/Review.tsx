import { useEffect, useRef, useState } from 'react';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { Progress } from '../../look/Progress';
import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { lessOf } from './exact';
import { GroupedLeaves } from './GroupedLeaves';
import { LeafCard } from './LeafCard';
import { Points } from './Points';
import type { ReviewProps } from './review-props';
import { reviews } from './rights';
import styles from './scores.module.css';
import { gapsOf, isWaiting, shelves } from './shelf';
import type { Line } from './table-tree';
import { type Leaf, useMemberLeaves } from './use-member-leaves';
import { useNextWaiting } from './use-next-waiting';
import { scoreWords } from './words';

/** How often the lines of a member are read at most, in milliseconds: what is pressed here is to be seen at once. */
const everyMs = 250;
const none: ReadonlyMap<string, Leaf> = new Map();

/** The self-score of one member against its review: what differs, what is missing, and the acts on each. */
export function Review(props: ReviewProps) {
  const { bloc, year, tree, member, sequence, role, begin } = props;
  const say = useWords(scoreWords);
  const sayPage = useWords(pageWords);
  const [shelf, setShelf] = useState(begin);
  const root = useRef<HTMLElement>(null);
  const held = useMemberLeaves({ slug: bloc.slug, year, code: member.member.code }, sequence, everyMs);
  const leaves = held.leaves ?? none;
  const gaps = gapsOf(tree.entered, leaves);
  const waiting = tree.entered.filter((line) => isWaiting(line, leaves.get(line.key)));
  const own = waiting.filter((line) => reviews(role, line));
  const next = useNextWaiting({ root, entered: tree.entered, shelf, onShelf: setShelf, leaves: held.leaves });
  // Whoever came by the number of what is missing is taken to the first of it.
  const isThere = held.leaves !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the lines are there
  useEffect(() => {
    if (isThere && begin === 'waiting') next();
  }, [isThere]);
  const counts = { gaps: gaps.length, waiting: waiting.length, all: tree.entered.length };
  return (
    <section ref={root} className={styles.panel} data-review={member.member.code}>
      <ReviewHead {...props} left={own.length} onNext={next} />
      {held.leaves === null && <p>{sayPage(held.error ? 'unreachable' : 'loading')}</p>}
      <fieldset className={styles.parts}>
        <legend className={styles.unseen}>{say('show')}</legend>
        {shelves.map((each) => (
          <Button key={each} aria-pressed={shelf === each} onClick={() => setShelf(each)}>
            {say(each, { count: counts[each] })}
          </Button>
        ))}
      </fieldset>
      {shelf === 'gaps' && <Gaps {...props} lines={gaps} leaves={leaves} />}
      {shelf === 'waiting' && waiting.length === 0 && <Notice kind="good">{say('nothingWaits')}</Notice>}
      {shelf !== 'gaps' && (
        <GroupedLeaves {...props} lines={shelf === 'all' ? tree.entered : waiting} leaves={leaves} />
      )}
    </section>
  );
}

function ReviewHead({ member, left, onNext }: ReviewProps & { readonly left: number; onNext(): void }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const { work, stage } = member;
  if (!work) return null;
  const { scored, leaves } = work.review;
  const values = { scored: format.number(scored), leaves: format.number(leaves) };
  return (
    <>
      <h2 lang={format.langOf(member.member.officialName)}>{format.text(member.member.officialName)}</h2>
      <p>{say('stageIs', { stage: say(stage) })}</p>
      <dl className={styles.figures}>
        <div>
          <dt>{say('self')}</dt>
          <dd>
            <Points value={work.self.total} />
          </dd>
        </div>
        <div>
          <dt>{say('review')}</dt>
          <dd>
            <Points value={work.round > 0 ? work.review.total : null} />
          </dd>
        </div>
        <div>
          <dt>{say('difference')}</dt>
          <dd>
            <Points value={work.round > 0 ? lessOf(work.review.total, work.self.total) : null} signed />
          </dd>
        </div>
      </dl>
      <div className={styles.sticky}>
        <Progress label={say('reviewedLong')} value={scored} max={leaves} text={say('ofLeaves', values)} />
        {left > 0 && stage !== 'OPEN' && stage !== 'FINAL' && (
          <Button rank="main" onClick={onNext}>
            {say('nextWaiting', { count: format.number(left) })}
          </Button>
        )}
      </div>
      {stage === 'OPEN' && <Notice>{say('notSubmitted')}</Notice>}
      {stage === 'EXPLAINED' && <Notice kind="warn">{say('explainedWaits')}</Notice>}
      {stage === 'REVIEWED' && work.missing > 0 && (
        <Notice kind="warn">{say('totalIsPart', { ...values, count: format.number(work.missing) })}</Notice>
      )}
    </>
  );
}

function Gaps({
  lines,
  leaves,
  ...props
}: ReviewProps & { readonly lines: readonly Line[]; readonly leaves: ReadonlyMap<string, Leaf> }) {
  const say = useWords(scoreWords);
  if (lines.length === 0) return <Notice>{say(props.member.work?.round ? 'noGaps' : 'noReviewYet')}</Notice>;
  return (
    <ol className={styles.cards}>
      {lines.map((line) => (
        <li key={line.key}>
          <LeafCard {...props} line={line} leaf={leaves.get(line.key)} />
        </li>
      ))}
    </ol>
  );
}
