import type { Line } from './table-tree';

/** As what somebody works on the scores of a bloc; the server decides (docs/authority.md). */
export type ScoresRole = 'OFFICER' | 'LEADER_OFFICE' | 'COUNCIL_OFFICE' | 'ADMINISTRATOR';

/** Whether a role reviews a line: the leader's office what the bloc scores, the council's what it scores itself. */
export const reviews = (role: ScoresRole, { scorer }: Pick<Line, 'scorer'>): boolean =>
  scorer === 'COUNCIL_OFFICE' ? role === 'COUNCIL_OFFICE' : role === 'LEADER_OFFICE';

/** Whether it sets and freezes tables; whether it releases ranks. */
export const setsTables = (role: ScoresRole): boolean => role === 'LEADER_OFFICE' || role === 'ADMINISTRATOR';
export const releases = (role: ScoresRole): boolean => setsTables(role);

/** Whether it makes the scores of a year final. */
export const finishes = (role: ScoresRole): boolean => role === 'LEADER_OFFICE';

/** Whether it writes remarks. */
export const remarks = (role: ScoresRole): boolean => role !== 'ADMINISTRATOR';
