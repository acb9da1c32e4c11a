import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { CorrectResult } from './CorrectResult';
import { type DeskResult, useResults } from './use-results';
import { resultsWords } from './words';

/** What was reported, and the correction of a wrong figure. */
export function Results({ conference, sequence }: DeskProps) {
  const say = useWords(resultsWords);
  const sayPage = useWords(pageWords);
  const results = useResults(conference.slug, sequence);
  const isClosed = conference.state === 'CLOSED';
  return (
    <section>
      <h2>{say('title')}</h2>
      {isClosed && <p>{say('closed')}</p>}
      {results === null && <p>{sayPage('loading')}</p>}
      {results?.length === 0 && <p>{say('empty')}</p>}
      <ul className={styles.rows}>
        {results?.map((result) => (
          <Row key={result.id} result={result} isClosed={isClosed} />
        ))}
      </ul>
    </section>
  );
}

function Row({ result, isClosed }: { readonly result: DeskResult; readonly isClosed: boolean }) {
  const say = useWords(resultsWords);
  const format = useFormat();
  const { indicator, member, year, raw, unit, heldAtClosing } = result;
  const whose = member ? format.text(member.shortName) : say('wholeBloc');
  const subject = say('subject', { indicator: format.text(indicator.name), whose, year });
  const printed = (part: { readonly raw: string | null; readonly unit: string | null }) =>
    [part.raw, part.unit].filter(Boolean).join(' ');
  return (
    <li className={styles.row}>
      <div>
        <strong>{subject}</strong>
        <p lang="vi">{printed({ raw, unit })}</p>
        {heldAtClosing && <p className={styles.soft}>{say('held', { figure: printed(heldAtClosing) })}</p>}
      </div>
      <div className={styles.acts}>
        <CorrectResult result={result} subject={subject} isClosed={isClosed} />
      </div>
    </li>
  );
}
