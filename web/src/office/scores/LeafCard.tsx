import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { entryText, nameOf } from './entry-text';
import { Points } from './Points';
import { ReviewForm } from './ReviewForm';
import { reviews } from './rights';
import { type EnteredScoreFragment, ReviewScoresDocument } from './scores.documents';
import styles from './scores.module.css';
import { isWaiting } from './shelf';
import { Thread } from './Thread';
import { isExtra, type Line, pathOf } from './table-tree';
import type { Leaf } from './use-member-leaves';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface LeafCardProps extends WorkProps {
  readonly member: MemberNow;
  readonly line: Line;
  readonly leaf: Leaf | undefined;
}

/** One line of one member: both entries with who wrote them, what was said about it, and what this role may do. */
export function LeafCard(props: LeafCardProps) {
  const { tree, line, leaf, role, member } = props;
  const say = useWords(scoreWords);
  const format = useFormat();
  const mine = reviews(role, line);
  const waits = isWaiting(line, leaf);
  const canReview = mine && member.stage !== 'OPEN' && member.stage !== 'FINAL';
  return (
    <article
      className={styles.card}
      tabIndex={-1}
      aria-label={nameOf(format, line)}
      data-leaf={line.key}
      data-waiting={waits && role !== 'OFFICER' ? (mine ? 'own' : 'other') : undefined}
    >
      <header>
        {line.title && line.parentKey && <p className={styles.path}>{pathOf(tree, line)}</p>}
        <p className={styles.name} lang={line.title ? format.langOf(line.title) : undefined}>
          {line.title ? nameOf(format, line) : pathOf(tree, line)}
        </p>
        <p className={styles.soft}>
          {line.max != null && say(isExtra(line) ? 'atMost' : 'maximum', { max: format.number(line.max) })}
          {line.scorer === 'COUNCIL_OFFICE' && ` ${say('byCouncil')}`}
        </p>
      </header>
      <dl className={styles.compare}>
        <Side label={say('self')} points={leaf?.selfPoints} line={line} entry={leaf?.self} />
        <Side label={say('review')} points={leaf?.reviewPoints} line={line} entry={leaf?.review} waits={waits} />
        <div data-gap={leaf?.difference != null && leaf.difference !== '0' ? '' : undefined}>
          <dt>{say('difference')}</dt>
          <dd>
            <strong>
              <Points value={leaf?.difference} signed />
            </strong>
          </dd>
        </div>
      </dl>
      {canReview && <ReviewActs {...props} />}
      <Thread {...props} />
    </article>
  );
}

interface SideProps {
  readonly label: string;
  readonly points: string | null | undefined;
  readonly line: Line;
  readonly entry: EnteredScoreFragment | null | undefined;
  /** Of a review that is missing. */
  readonly waits?: boolean;
}

function Side({ label, points, line, entry, waits = false }: SideProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>
          <Points value={points} />
        </strong>
        {waits && !entry ? (
          <span className={styles.warn}>{say('notReviewed')}</span>
        ) : (
          <span>{entryText(say, format, line, entry)}</span>
        )}
        {entry?.note && <span>{say('evidence', { note: entry.note })}</span>}
        {entry && (
          <small className={styles.soft}>
            {say('byWhom', {
              name: entry.account?.name ?? say('unknown'),
              role: say(entry.role),
              date: format.date(entry.at),
              time: format.time(entry.at),
            })}
          </small>
        )}
      </dd>
    </div>
  );
}

/** Accept as the member scored it, or score otherwise. A wrong press is put right by the next, so nothing is asked first. */
function ReviewActs(props: LeafCardProps) {
  const { bloc, year, member, line, leaf } = props;
  const say = useWords(scoreWords);
  const format = useFormat();
  const act = useAct(ReviewScoresDocument);
  const [isOpen, setOpen] = useState(false);
  const named = { blocId: bloc.id, year, memberId: member.member.id };
  const isAccepted = leaf?.review != null && !leaf.review.empty && leaf.difference == null;
  const canAccept = leaf?.self != null && !leaf.self.empty && !isAccepted;
  return (
    <>
      <div className={styles.acts}>
        {canAccept && (
          <Button busy={act.busy} onClick={() => void act.run({ ...named, acceptSelf: [line.key] })}>
            {leaf.selfPoints == null
              ? say('acceptOne')
              : say('accept', { points: format.number(leaf.selfPoints).replace('-', '−') })}
          </Button>
        )}
        <Button rank="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('scoreOtherwise')}
        </Button>
      </div>
      {act.fault && (
        <Notice kind="bad" alert>
          {act.fault}
        </Notice>
      )}
      {isOpen && <ReviewForm {...props} onDone={() => setOpen(false)} />}
    </>
  );
}
