import { Rounding } from '../../src/score/ratio';
import type { Extra, Group, Leaf, LeafRule, Measure, ScoreTable } from '../../src/score/table';

const text = (vi: string) => ({ vi, en: null });

/** A figure in per cent, of which each member has its own target. */
export const percent: Measure = { unit: text('%'), target: null, least: null, most: null };

/** A leaf that is entered, unless another rule is given. */
export const leaf = (code: string, max: string, rule: LeafRule = { kind: 'ENTERED' }): Leaf => ({
  ...{ code, max, rule, title: null, scorer: null },
});

export const group = (code: string, max: string, children: Group['children']): Group => ({
  ...{ code, max, children, title: null, scorer: null },
});

/** A bonus or penalty of a fixed number of points, once. */
export const extra = (code: string, points: string | null, given: Partial<Extra> = {}): Extra => ({
  ...{ code, points, title: text(code), scorer: null, bands: null, each: false, atMost: null, disqualifies: [] },
  ...given,
});

/** A table of two places, rounded half up, that gives nothing beside its criteria. */
export const aTable = (criteria: ScoreTable['criteria'], given: Partial<ScoreTable> = {}): ScoreTable => ({
  ...{ title: text('Bảng điểm'), year: 2025, scale: null, decimals: 2, rounding: Rounding.HALF_UP, surplus: null },
  ...{ capAtScale: false, bonuses: [], penalties: [], criteria },
  ...given,
});
