import { useState } from 'react';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { EnterTable } from './EnterTable';
import { lessOf } from './exact';
import { LeafCard } from './LeafCard';
import { Points } from './Points';
import styles from './scores.module.css';
import { gapsOf } from './shelf';
import { isExtra } from './table-tree';
import { useMemberLeaves } from './use-member-leaves';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

/** How often the lines are read at most, in milliseconds: on the last day all officers type at once, and each hears of all. */
const everyMs = 2_000;

/** What the officer of a member sees: the self-score to enter and hand in, then the review, to explain where it differs. */
export function OfficerScores(props: WorkProps) {
  const { bloc, year, scores, memberId, sequence } = props;
  const say = useWords(scoreWords);
  const sayPage = useWords(pageWords);
  const member =
    scores.members.find(({ member: { id } }) => id === memberId) ?? scores.members.find(({ work }) => work != null);
  const held = useMemberLeaves({ slug: bloc.slug, year, code: member?.member.code ?? null }, sequence, everyMs);
  if (!member) return <Notice>{say('notYours', { year })}</Notice>;
  if (!held.leaves) return <p>{sayPage(held.error ? 'unreachable' : 'loading')}</p>;
  const isEntering = member.stage === 'OPEN' || member.stage === 'SUBMITTED';
  return (
    <section className={styles.panel}>
      <OfficerHead {...props} member={member} />
      {isEntering ? (
        <EnterTable {...props} member={member} held={held} />
      ) : (
        <Differences {...props} member={member} leaves={held.leaves} />
      )}
    </section>
  );
}

function OfficerHead({ member, scores }: WorkProps & { readonly member: MemberNow }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const { work, stage, rank, total } = member;
  const isReviewed = (work?.round ?? 0) > 0;
  return (
    <>
      <h2 lang={format.langOf(member.member.officialName)}>{format.text(member.member.officialName)}</h2>
      <p>{say('stageIs', { stage: say(stage) })}</p>
      {work && (
        <dl className={styles.figures}>
          <div>
            <dt>{say('self')}</dt>
            <dd>
              <Points value={work.self.total} />
            </dd>
          </div>
          {isReviewed && (
            <>
              <div>
                <dt>{say(stage === 'FINAL' ? 'final' : 'review')}</dt>
                <dd>
                  <Points value={total ?? work.review.total} />
                </dd>
              </div>
              <div>
                <dt>{say('difference')}</dt>
                <dd>
                  <Points value={lessOf(total ?? work.review.total, work.self.total)} signed />
                </dd>
              </div>
            </>
          )}
          {rank != null && (
            <div>
              <dt>{say('rank')}</dt>
              <dd>{`${format.number(rank)}/${format.number(scores.members.length)}`}</dd>
            </div>
          )}
        </dl>
      )}
    </>
  );
}

interface DifferencesProps extends WorkProps {
  readonly member: MemberNow;
  readonly leaves: NonNullable<ReturnType<typeof useMemberLeaves>['leaves']>;
}

/** What the review came to beside the self-score. */
function Differences({ leaves, ...props }: DifferencesProps) {
  const { tree, member } = props;
  const say = useWords(scoreWords);
  const [isAll, setAll] = useState(false);
  const gaps = gapsOf(tree.entered, leaves);
  const lines = isAll
    ? tree.entered.filter((line) => !isExtra(line) || leaves.get(line.key)?.self || leaves.get(line.key)?.review)
    : gaps;
  const missing = member.work?.missing ?? 0;
  return (
    <>
      {missing > 0 && member.stage !== 'FINAL' && <Notice>{say('reviewGoesOn', { count: missing })}</Notice>}
      {gaps.length > 0 && member.stage !== 'FINAL' && <p>{say('explainWhere')}</p>}
      <div className={styles.parts}>
        <Button aria-pressed={!isAll} onClick={() => setAll(false)}>
          {say('gaps', { count: gaps.length })}
        </Button>
        <Button aria-pressed={isAll} onClick={() => setAll(true)}>
          {say('all', { count: tree.entered.length })}
        </Button>
      </div>
      {lines.length === 0 && <Notice kind="good">{say('noGaps')}</Notice>}
      <ol className={styles.cards}>
        {lines.map((line) => (
          <li key={line.key}>
            <LeafCard {...props} line={line} leaf={leaves.get(line.key)} />
          </li>
        ))}
      </ol>
    </>
  );
}
