import type { Membership } from './membership';

/** Whether a span of membership covers an emulation year; a missing end is open. */
export function covers(span: Pick<Membership, 'fromYear' | 'toYear'>, year: number): boolean {
  return (span.fromYear ?? year) <= year && (span.toYear ?? year) >= year;
}
