import { canonicalText, type Json, sha256 } from '../log/canonical';

/** One figure as the log of a bloc tells it. */
export interface ToldFigure {
  /** Code of the indicator. */
  readonly indicator: string;
  readonly raw: string;
  /** Exact decimal text; null where the print cannot be read in one way. */
  readonly value: string | null;
  readonly unit: string | null;
}

/**
 * What the log tells of figures that nobody may read yet: SHA-256 over the canonical JSON of the salt and the figures in
 * their order, 64 hexadecimal digits. The entry of the confirmation has salt and figures, so that whoever reads the log sees
 * that they were not changed in between.
 */
export function sealOf(salt: string, figures: readonly ToldFigure[]): string {
  const told = figures.map(({ indicator, raw, value, unit }): Json => ({ indicator, raw, value, unit }));
  return sha256(canonicalText({ salt, figures: told }));
}
