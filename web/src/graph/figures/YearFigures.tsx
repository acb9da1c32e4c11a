import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Figure } from '../bloc/Figure';
import type { GraphResult } from '../bloc/pick';
import { ReadIn } from '../bloc/ReadIn';
import { whenOf } from '../bloc/when-of';
import { Flags } from '../Flags';
import styles from '../graph.module.css';
import { graphWords } from '../words';

interface YearFiguresProps {
  readonly heading: string;
  /** What was reported, in printed order; statements without a figure are left out. */
  readonly results: readonly GraphResult[];
  /** False on the page of the conference that they were all reported at. */
  readonly sourced?: boolean;
}

/** Figures before anything else, in large letters: by indicator, as printed with their units, doubts and source. */
export function YearFigures({ heading, results, sourced = true }: YearFiguresProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const groups = new Map<string, GraphResult[]>();
  for (const result of results.filter(({ kind }) => kind === 'FIGURE')) {
    const key = `${result.indicator.code} ${result.year} ${result.period} ${result.conference === null}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  if (groups.size === 0) return null;
  return (
    <section data-testid="figures">
      <h2>{heading}</h2>
      <div className={styles.figures}>
        {[...groups].map(([key, group]) => {
          const [first] = group;
          if (!first) return null;
          const { indicator, conference } = first;
          return (
            <article key={key} className={styles.figure} data-alone={group.length === 1 ? '' : undefined}>
              <h3 lang={format.langOf(indicator.name)}>{format.text(indicator.name)}</h3>
              <p className={styles.soft}>{whenOf(say, first)}</p>
              <dl>
                {group.map((result) => (
                  <div key={result.id}>
                    <dt>{result.member ? format.text(result.member.shortName) : say('wholeBloc')}</dt>
                    <dd>
                      <Figure result={result} marked={false} held={!sourced} />
                    </dd>
                  </div>
                ))}
              </dl>
              <Flags flags={group.flatMap(({ flags }) => flags)} />
              {sourced && (
                <p className={styles.soft}>
                  {`${say('source')}: `}
                  <ReadIn conference={conference} />
                </p>
              )}
            </article>
          );
        })}
      </div>
    </section>
  );
}
