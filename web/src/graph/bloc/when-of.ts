import type { Say } from '../../words/use-words';
import type { graphWords } from '../words';
import type { GraphResult } from './pick';

/** The year a result is about, or the named part of it. */
export function whenOf(say: Say<typeof graphWords.vi>, { year, period }: Pick<GraphResult, 'year' | 'period'>): string {
  return say(`in${period}`, { year });
}
