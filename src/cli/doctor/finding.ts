/** What one check found. good: nothing to do. warn: it works, and may not on the day. bad: do not begin like this. */
export interface Finding {
  readonly level: 'good' | 'warn' | 'bad';
  /** What was looked at, in a word or two. */
  readonly check: string;
  /** What was found, with its figures. */
  readonly found: string;
  /** What to do; null when it is good. */
  readonly cure: string | null;
}

export const good = (check: string, found: string): Finding => ({ level: 'good', check, found, cure: null });
export const warn = (check: string, found: string, cure: string): Finding => ({ level: 'warn', check, found, cure });
export const bad = (check: string, found: string, cure: string): Finding => ({ level: 'bad', check, found, cure });
