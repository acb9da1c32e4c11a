import { ActButton } from '../../act/ActButton';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { finishes, releases } from './rights';
import { FinishScoresDocument, ReleaseRanksDocument } from './scores.documents';
import styles from './scores.module.css';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface YearEndProps extends WorkProps {
  /** Shows what is missing of a member. */
  onShow(code: string): void;
}

/** How far the year is: what is missing of whom, then final, then released. The acts are the leader's office's. */
export function YearEnd(props: YearEndProps) {
  const { year, role, scores } = props;
  const say = useWords(scoreWords);
  const format = useFormat();
  const { finishedAt, releasedAt } = scores.table;
  if (releasedAt)
    return (
      <Notice kind="good">
        {say('releasedAt', { year, date: format.date(releasedAt), time: format.time(releasedAt) })}
      </Notice>
    );
  if (finishedAt)
    return (
      <div className={styles.end}>
        <Notice kind="good">{say('finishedAt', { year, date: format.date(finishedAt) })}</Notice>
        {releases(role) ? <Release {...props} /> : <p>{say('releaseBy')}</p>}
      </div>
    );
  const unfinished = scores.members.filter(isUnfinished);
  return (
    <div className={styles.end}>
      {unfinished.length > 0 && <Missing members={unfinished} onShow={props.onShow} />}
      {unfinished.length === 0 && <Notice kind="good">{say(finishes(role) ? 'canFinish' : 'waitsForLeader')}</Notice>}
      {finishes(role) && unfinished.length === 0 && <Finish {...props} />}
    </div>
  );
}

/** Whether a member keeps the year from being final. */
const isUnfinished = ({ stage, work }: MemberNow): boolean => stage !== 'REVIEWED' || (work?.missing ?? 0) > 0;

function Missing({ members, onShow }: { readonly members: readonly MemberNow[] } & Pick<YearEndProps, 'onShow'>) {
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <details className={styles.missing}>
      <summary>{say('unfinished', { count: format.number(members.length) })}</summary>
      <ul>
        {members.map(({ member, stage, work }) => (
          <li key={member.id}>
            <Button rank="quiet" onClick={() => onShow(member.code)}>
              {format.text(member.shortName)}
            </Button>
            {` ${
              stage === 'REVIEWED' || stage === 'SUBMITTED'
                ? say('lacks', { count: format.number(work?.missing ?? 0) })
                : say(stage === 'OPEN' ? 'lacksSelf' : 'lacksAnswer')
            }`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Finish({ bloc, year, scores }: YearEndProps) {
  const say = useWords(scoreWords);
  return (
    <ActButton
      rank="main"
      label={say('finish', { year })}
      title={say('finishTitle', { year })}
      confirm={say('finish', { year })}
      document={FinishScoresDocument}
      input={{ blocId: bloc.id, year }}
      done={say('finished', { year })}
    >
      <p>{say('finishMeans', { count: scores.members.length })}</p>
      <Totals scores={scores} />
    </ActButton>
  );
}

function Release({ bloc, year, scores }: YearEndProps) {
  const say = useWords(scoreWords);
  return (
    <ActButton
      rank="main"
      label={say('release', { year })}
      title={say('releaseTitle', { year })}
      confirm={say('release', { year })}
      document={ReleaseRanksDocument}
      input={{ blocId: bloc.id, year }}
      done={say('released', { year })}
    >
      <p>{say('releaseMeans')}</p>
      <Totals scores={scores} />
    </ActButton>
  );
}

/** What is about to be settled or told, by place. */
function Totals({ scores }: Pick<YearEndProps, 'scores'>) {
  const format = useFormat();
  const ranked = scores.members.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return (
    <ul className={styles.ranks}>
      {ranked.map(({ member, rank, total, work }) => (
        <li key={member.id}>
          <span>{`${rank ?? '–'}. ${format.text(member.shortName)}`}</span>
          <strong>{format.number(total ?? work?.review.total ?? '0')}</strong>
        </li>
      ))}
    </ul>
  );
}
