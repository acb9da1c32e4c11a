import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import { electorName, type Roll } from './elector-name';
import { pollsWords } from './words';

interface TurnoutProps {
  readonly roll: Roll;
  readonly secret: boolean;
}

/** Who has voted; never what. */
export function Turnout({ roll, secret }: TurnoutProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const stateOf = (line: Roll[number]) => {
    if (line.voted) return say(line.method === 'SESSION' ? 'voted' : (line.method ?? 'voted'));
    return say(line.present ? 'waiting' : 'away');
  };
  return (
    <details open={roll.length <= 10}>
      <summary>{say('roll')}</summary>
      {secret && <p className={styles.soft}>{say('rollHint')}</p>}
      <ul className={styles.plain}>
        {roll.map((line) => (
          <li key={line.delegate?.id ?? line.member?.id}>
            <span className={styles.tick} aria-hidden="true">
              {line.voted ? '✓' : '–'}
            </span>
            {`${electorName(line, format)}: ${stateOf(line)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
