import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPoll } from '../conference';
import { pollsWords } from './words';

interface CountsProps {
  readonly poll: DeskPoll;
  readonly tally: DeskPoll['tally'];
}

/** The counts as far as the poll shows them, and what they came to. */
export function Counts({ poll, tally }: CountsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  if (tally.outcome === 'TOO_FEW') {
    return (
      <p>
        <strong className={styles.warn}>{say('TOO_FEW')}</strong>
        {` · ${say('tooFewMeans', { cast: tally.cast, floor: tally.floor ?? 0 })}`}
      </p>
    );
  }
  if (poll.method === 'CONSENSUS') return null;
  if (!tally.shown) return <p>{say('hidden')}</p>;
  const extra = (['blank', 'invalid'] as const).filter((kind) => (tally[kind] ?? 0) > 0);
  return (
    <>
      <Table caption={say('counts', { ordinal: poll.ordinal })}>
        <thead>
          <tr>
            <th scope="col">{say('option')}</th>
            <th scope="col">{say('votes')}</th>
            {tally.weights && <th scope="col">{say('weight')}</th>}
            {tally.members && <th scope="col">{say('membersFor')}</th>}
          </tr>
        </thead>
        <tbody>
          {tally.options.map(({ option, votes, weight, members, won }) => (
            <tr key={option.code}>
              <th scope="row" lang={format.langOf(option.label)}>
                {format.text(option.label)}
              </th>
              <td>{`${votes ?? '–'}${won ? ` · ${say('won')}` : ''}`}</td>
              {weight && <td>{format.number(weight)}</td>}
              {members !== null && <td>{members}</td>}
            </tr>
          ))}
          {extra.map((kind) => (
            <tr key={kind}>
              <th scope="row">{say(kind)}</th>
              <td>{tally[kind]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {tally.outcome && (
        <p>
          <strong className={tally.outcome === 'PASSED' ? styles.good : styles.warn}>{say(tally.outcome)}</strong>
          {` · ${say('votedOf', { cast: tally.cast, electors: tally.electors })}`}
          {tally.needed !== null && ` · ${say('needed', { needed: tally.needed })}`}
        </p>
      )}
      {!tally.outcome && tally.needed !== null && <p>{say('needed', { needed: tally.needed })}</p>}
    </>
  );
}
