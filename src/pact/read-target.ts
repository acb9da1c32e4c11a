import { readFigure, type Unread } from '../indicator/figure';

/** A target that means one thing: its exact decimal; or why it does not. */
export type TargetFigure =
  | { readonly value: string; readonly percent: boolean }
  | { readonly value: null; readonly kind: Unread['kind'] };

/**
 * Reads the figure of a target. A figure reported stays as it was printed, however doubtful; a target is to be signed
 * and must mean one thing, so what cannot be read in one way only is refused wherever it comes from.
 */
export function readTarget(raw: string): TargetFigure {
  const figure = readFigure(raw);
  if (figure.kind === 'FIGURE') return { value: figure.value, percent: figure.percent };
  return { value: null, kind: figure.kind };
}
