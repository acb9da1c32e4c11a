import { useState } from 'react';
import { refusalText } from '../../connection/refusal-text';
import { useLive } from '../../connection/use-live';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import { OfficerScores } from './OfficerScores';
import { OfficeScores } from './OfficeScores';
import { setsTables } from './rights';
import { YearScoresNowDocument } from './scores.documents';
import styles from './scores.module.css';
import { TableDesk } from './TableDesk';
import { useScoreTable } from './use-score-table';
import { scoreWords } from './words';
import type { ScoresProps } from './work-props';

/** The scores of a bloc for a year, as one role works on them: enter, review, explain, finish and release. */
export function Scores(props: ScoresProps) {
  const { bloc, role, year } = props;
  const say = useWords(scoreWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { data, error } = useLive(YearScoresNowDocument, { blocId: bloc.id, year });
  const now = data?.scoresChanged;
  const [part, setPart] = useState<'scores' | 'table'>('scores');
  const {
    table,
    tree,
    error: unread,
  } = useScoreTable(bloc.slug, year, now?.scores ? now.scores.table.id : `${now?.sequence}`);
  const problem = error ?? unread;
  if (problem && !(table && now))
    return (
      <Notice kind="bad" alert>
        {refusalText(problem, language) ?? sayPage('unreachable')}
      </Notice>
    );
  if (!now || table === undefined) return <p>{sayPage('loading')}</p>;
  if (!table?.frozenAt || !tree) {
    if (setsTables(role)) return <TableDesk bloc={bloc} year={year} table={table} tree={tree} />;
    return <Notice>{say(table ? 'notFrozen' : 'noTable', { year })}</Notice>;
  }
  return (
    <div className={styles.scores}>
      <div className={styles.parts}>
        {(['scores', 'table'] as const).map((each) => (
          <Button key={each} aria-pressed={part === each} onClick={() => setPart(each)}>
            {say(each === 'scores' ? 'partScores' : 'partTable')}
          </Button>
        ))}
      </div>
      {part === 'table' && <TableDesk bloc={bloc} year={year} table={table} tree={tree} />}
      {part === 'scores' && !now.scores && <Notice>{say('notYours', { year })}</Notice>}
      {part === 'scores' && now.scores && role === 'OFFICER' && (
        <OfficerScores {...props} table={table} tree={tree} scores={now.scores} sequence={now.sequence} />
      )}
      {part === 'scores' && now.scores && role !== 'OFFICER' && (
        <OfficeScores {...props} table={table} tree={tree} scores={now.scores} sequence={now.sequence} />
      )}
    </div>
  );
}
