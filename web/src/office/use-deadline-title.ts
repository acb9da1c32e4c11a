import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { officeWords } from './words';
import type { DeadlineInOfficeFragment } from './work/work.documents';

type Titled = Pick<DeadlineInOfficeFragment, 'kind' | 'title' | 'year' | 'period'>;

/** What is due, in words: its title, or what reports of its kind are called. */
export function useDeadlineTitle(): (deadline: Titled) => string {
  const say = useWords(officeWords);
  const format = useFormat();
  return ({ kind, title, year, period }) => {
    if (title) return format.text(title);
    if (period) return say('reportOf', { period: say(`of${period}`, { year }) });
    return say(kind === 'SELF_SCORE' || kind === 'NOMINATION' ? kind : 'OTHER', { year });
  };
}
