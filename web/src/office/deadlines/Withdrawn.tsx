import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { useDeadlineTitle } from '../use-deadline-title';
import type { OfficeDeadline } from './office-deadline';
import { deadlinesWords } from './words';

/** Deadlines that were withdrawn, each with why. */
export function Withdrawn({ deadlines }: { readonly deadlines: readonly OfficeDeadline[] }) {
  const say = useWords(deadlinesWords);
  const format = useFormat();
  const titleOf = useDeadlineTitle();
  return (
    <details>
      <summary>{say('withdrawn', { count: deadlines.length })}</summary>
      <ul>
        {deadlines.map((deadline) => (
          <li key={deadline.id}>
            {say('withdrawnOne', {
              ...{ title: titleOf(deadline), day: format.date(deadline.dueOn) },
              reason: deadline.withdrawnReason ?? '',
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
