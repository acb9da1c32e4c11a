import { one, signedUnitsOf } from '../decimal';
import type { Entry } from './entry';
import { isLess, per, plus, type Ratio, ratio, times } from './ratio';
import { Direction, type Measure } from './table';

/** A figure reached and its target, in units of 10^-18; null where there is none. */
interface Figures {
  readonly target: bigint | null;
  readonly actual: bigint;
}

const nothing = ratio(0n);
const all = ratio(1n);

/** The figures of an entry, or null where it has none. */
export function figuresOf(measure: Measure, { actual, target }: Entry): Figures | null {
  if (actual === undefined) return null;
  const plan = measure.target ?? target;
  return { actual: signedUnitsOf(actual), target: plan === undefined ? null : signedUnitsOf(plan) };
}

/**
 * The share of the plan that was reached, 0 to 1; null where there is no plan to take a share of. A figure that should fall
 * and is 0 has reached any plan; one above a plan of 0 has reached nothing of it.
 */
export function shareOfPlan(direction: Direction, { target, actual }: Figures): Ratio | null {
  if (target === null || target < 0n) return null;
  if (direction === Direction.FALLING) return actual <= target ? all : ratio(target, actual);
  if (target === 0n) return null;
  return actual >= target ? all : ratio(actual < 0n ? 0n : actual, target);
}

/** Full per cents above plan, from 0; null for more than any number: a figure that should fall and fell to nothing. */
export function percentsAbove(direction: Direction, { target, actual }: Figures): bigint | null {
  if (target === null || target <= 0n) return 0n;
  const [better, base] = direction === Direction.FALLING ? [target, actual] : [actual, target];
  if (base <= 0n) return null;
  return better <= base ? 0n : ((better - base) * 100n) / base;
}

const hasPlan = ({ target }: Figures): boolean => target !== null && target > 0n;

/** How far ahead of plan, as a part of the plan; below 0 where it was not reached. */
const lead = ({ actual, target }: Figures): Ratio => ratio(actual - (target ?? 0n), target ?? one);

/**
 * The share of the maximum that each of the members gets who have a figure, 0 to 1. Below plan half of what was reached,
 * at plan a half; above it a half and, of the other half, as much as its lead is of the greatest lead, so that all who lead
 * get everything. Members without a plan are a group of their own: what each reached, of the most that one of them did.
 */
export function planAndLead(members: ReadonlyMap<string, Figures>): ReadonlyMap<string, Ratio> {
  const planned = [...members.values()].filter(hasPlan);
  const greatest = planned.map(lead).reduce((a, b) => (isLess(a, b) ? b : a), nothing);
  const most = [...members.values()].reduce((a, b) => (!hasPlan(b) && b.actual > a ? b.actual : a), 0n);
  const shareOf = (figures: Figures): Ratio => {
    const { actual, target } = figures;
    if (actual <= 0n) return nothing;
    if (!hasPlan(figures) || target === null) return ratio(actual, most);
    if (actual <= target) return ratio(actual, 2n * target);
    return times(ratio(1n, 2n), plus(all, per(lead(figures), greatest)));
  };
  return new Map([...members].map(([id, figures]) => [id, shareOf(figures)]));
}
