import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { graphWords } from '../words';
import type { GraphResult } from './pick';

/** What a figure said until it was corrected, and why, behind a fold; nothing for one that was not. */
export function Corrected({ result: { heldAtClosing, history } }: { readonly result: GraphResult }) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (!heldAtClosing) return null;
  return (
    <details data-testid="corrected">
      <summary>{say('corrected')}</summary>
      <ol>
        {history.map(({ number, raw, unit, knownFrom, isRemoved, reason, confirmation }) => (
          <li key={number}>
            <span lang="vi">{isRemoved ? say('takenAway') : [raw, unit].filter(Boolean).join(' ')}</span>
            {` – ${say('sinceDAY', { day: format.date(knownFrom) })}`}
            {number === heldAtClosing.number && ` (${say('heldAtClosing')})`}
            {reason && <p>{say('why', { reason })}</p>}
            {confirmation && <p>{say('byTwo', confirmation)}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
