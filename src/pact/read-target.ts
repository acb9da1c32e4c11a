import { readFigure } from '../indicator/figure';

/** A target that means one thing: its exact decimal; or why it does not, and what to write instead. */
export type TargetFigure =
  | { readonly value: string }
  | { readonly value: null; readonly problem: string; readonly cure: string };

/**
 * Reads the figure of a target. A figure reported stays as it was printed, however doubtful; a target is to be signed
 * and must mean one thing, so what cannot be read in one way only is refused wherever it comes from.
 */
export function readTarget(raw: string): TargetFigure {
  const figure = readFigure(raw);
  if (figure.kind === 'FIGURE') return { value: figure.value };
  return {
    value: null,
    problem: `The figure is ${figure.kind.toLowerCase()}.`,
    cure: 'Mark decimals with a comma, group thousands or not: "2005", "2.005,0", "6,5".',
  };
}
