import type { ScoresRole } from './rights';
import type { ScoreTree } from './table-tree';
import type { TableHead } from './use-score-table';
import type { YearNow } from './year-now';

/** Whose scores of which year, and as what somebody works on them. */
export interface ScoresProps {
  readonly bloc: { readonly id: string; readonly slug: string };
  /** The member whose officer or office it is; null for the council's office and administrators. */
  readonly memberId: string | null;
  readonly role: ScoresRole;
  readonly year: number;
}

/** What every part of the work on a year is given. */
export interface WorkProps extends ScoresProps {
  readonly table: TableHead;
  readonly tree: ScoreTree;
  readonly scores: YearNow;
  /** Position of the log of the bloc that `scores` was read at. */
  readonly sequence: number;
}
