import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import { DeskLatencyDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

interface LatencyProps {
  readonly slug: string;
  /** Read again whenever the log has grown. */
  readonly sequence: number;
}

/** How fast changes reach those who follow, in four figures and as a histogram. */
export function Latency({ slug, sequence }: LatencyProps) {
  const say = useWords(rehearsalWords);
  const format = useFormat();
  const [{ data }, read] = useQuery({
    query: DeskLatencyDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a grown log is what asks for a new reading
  useEffect(() => read({ requestPolicy: 'network-only' }), [read, sequence]);
  const report = data?.conference?.latency;
  const figures =
    report &&
    ([
      ['p50', report.p50Ms],
      ['p99', report.p99Ms],
      ['max', report.maxMs],
    ] as const);
  const ms = (value: number) => say('ms', { value: format.number(Math.round(value * 10) / 10) });
  const used = report?.buckets.filter(({ count }) => count > 0) ?? [];
  const most = Math.max(1, ...used.map(({ count }) => count));
  return (
    <section className={styles.panel}>
      <h3>{say('latency')}</h3>
      <p className={styles.soft}>{say('latencyAbout')}</p>
      {!report?.samples && <p>{say('latencyNone')}</p>}
      {figures && report.samples > 0 && (
        <>
          <dl className={styles.figures}>
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt>{say(name)}</dt>
                <dd>{value === null ? '–' : ms(value)}</dd>
              </div>
            ))}
            <div>
              <dt>{say('samples')}</dt>
              <dd>{format.number(report.samples)}</dd>
            </div>
          </dl>
          <Table caption={say('histogram')}>
            <tbody>
              {used.map(({ upToMs, count }) => (
                <tr key={upToMs ?? 'beyond'}>
                  <th scope="row">{upToMs === null ? say('beyond') : say('upTo', { value: format.number(upToMs) })}</th>
                  <td className={styles.barCell}>
                    <span className={styles.histogram} style={{ width: `${(100 * count) / most}%` }} />
                  </td>
                  <td>{format.number(count)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </section>
  );
}
