import { Button } from '../../look/Button';
import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { lessOf } from './exact';
import { Points } from './Points';
import styles from './scores.module.css';
import type { Shelf } from './shelf';
import { scoreWords } from './words';
import type { MemberNow, YearNow } from './year-now';

interface MemberTableProps {
  readonly scores: YearNow;
  /** Code of the member that is shown below. */
  readonly chosen: string | null;
  onChoose(code: string, shelf: Shelf): void;
}

/** The members of the year side by side: where each stands, what it comes to, and what is missing. */
export function MemberTable({ scores, chosen, onChoose }: MemberTableProps) {
  const say = useWords(scoreWords);
  const isFinal = scores.table.finishedAt != null;
  return (
    <Table caption={say('members', { count: scores.members.length })} stacks heads>
      <thead>
        <tr>
          <th scope="col">{say('member')}</th>
          <th scope="col">{say('stage')}</th>
          <th scope="col">{say('self')}</th>
          <th scope="col">{say('review')}</th>
          <th scope="col">{say('difference')}</th>
          <th scope="col">{say('reviewed')}</th>
          <th scope="col">{say('missing')}</th>
          <th scope="col">{say(isFinal ? 'rank' : 'provisional')}</th>
        </tr>
      </thead>
      <tbody>
        {scores.members.map((member) => (
          <MemberRow key={member.member.id} member={member} isFinal={isFinal} chosen={chosen} onChoose={onChoose} />
        ))}
      </tbody>
    </Table>
  );
}

type MemberRowProps = Pick<MemberTableProps, 'chosen' | 'onChoose'> & {
  readonly member: MemberNow;
  readonly isFinal: boolean;
};

function MemberRow({ member: { member, stage, total, rank, work }, isFinal, chosen, onChoose }: MemberRowProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const name = format.text(member.shortName);
  const isReviewed = (work?.round ?? 0) > 0;
  const missing = work?.missing ?? 0;
  return (
    <tr className={member.code === chosen ? styles.chosen : undefined}>
      <th scope="row">
        <Button rank="quiet" aria-pressed={member.code === chosen} onClick={() => onChoose(member.code, 'gaps')}>
          {name}
        </Button>
      </th>
      <td data-label={say('stage')}>{say(stage)}</td>
      <td data-label={say('self')}>
        <Points value={work?.self.total} />
      </td>
      <td data-label={say('review')}>
        <Points value={isReviewed ? (total ?? work?.review.total) : null} />
      </td>
      <td data-label={say('difference')}>
        <Points value={isReviewed && work ? lessOf(work.review.total, work.self.total) : null} signed />
      </td>
      <td data-label={say('reviewed')}>
        {work
          ? say('ofLeaves', { scored: format.number(work.review.scored), leaves: format.number(work.review.leaves) })
          : '–'}
      </td>
      <td data-label={say('missing')}>
        {missing > 0 && !isFinal ? (
          <Button
            rank="quiet"
            aria-label={say('missingOf', { count: format.number(missing), name })}
            onClick={() => onChoose(member.code, 'waiting')}
          >
            {format.number(missing)}
          </Button>
        ) : (
          format.number(missing)
        )}
      </td>
      <td data-label={say(isFinal ? 'rank' : 'provisional')}>
        {isReviewed && rank != null ? format.number(rank) : '–'}
      </td>
    </tr>
  );
}
