import { Link } from '../../page/Link';
import { printedOf } from '../../words/printed';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import { Corrected } from './Corrected';
import type { GraphResult } from './pick';

interface FigureProps {
  readonly result: GraphResult;
  /** False where its doubts stand right below. */
  readonly marked?: boolean;
  /** True on the page of the conference: what held at its closing, beside what was corrected since. */
  readonly held?: boolean;
}

/** A figure as printed, and how it was read where that says more: in the reader's notation, with its unit. */
export function Figure({ result, marked = true, held = false }: FigureProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const { kind, indicator, flags, heldAtClosing } = result;
  if (kind === 'STATEMENT') return <span className={styles.soft}>{say('statement')}</span>;
  const { raw, value, unit } = (held && heldAtClosing) || result;
  const printed = printedOf({ raw: raw ?? '', unit });
  const readUnit = indicator.unit && indicator.unit.vi === unit ? format.text(indicator.unit) : unit;
  const figure = value === null ? null : [format.number(value), readUnit].filter(Boolean).join(' ');
  return (
    <>
      <span className={styles.whole} lang="vi" data-raw data-value={value ?? undefined}>
        {printed}
      </span>
      {figure !== printed && (
        <>
          <br />
          <span className={`${styles.soft} ${styles.whole}`}>
            {figure === null ? say('unread') : say('readAs', { figure })}
          </span>
        </>
      )}
      {held && heldAtClosing && result.conference && (
        <>
          <br />
          <Link href={`/bloc/${result.conference.bloc.slug}/year/${result.year}`} className={styles.whole}>
            {say('nowIS', { figure: printedOf(result) })}
          </Link>
        </>
      )}
      <Corrected result={result} />
      {marked && flags.length > 0 && <strong className={styles.doubt}>{say('flag')}</strong>}
    </>
  );
}
