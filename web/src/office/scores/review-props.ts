import type { Shelf } from './shelf';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

/** What the review of one member is given. */
export interface ReviewProps extends WorkProps {
  readonly member: MemberNow;
  /** What is shown first. */
  readonly begin: Shelf;
}
