import { decimalOf, unitsOf } from '../decimal';
import { readFigure } from '../indicator/figure';
import type { Rounding } from '../score/ratio';
import type { Direction, LeafRule, Scorer } from '../score/table';
import type { Text } from './conference-file';

/** A number as a file gives it: a plain one, or text as Vietnamese print writes it. */
export type FileNumber = number | string;

/** Digits before the point and after it that a number of a table may have. */
const decimal = /^\d{1,9}(\.\d{1,6})?$/;

/** The decimal from 0 that a number of a file means, without needless zeros; null where it could mean two, or none. */
export function readNumber(given: FileNumber): string | null {
  const read = typeof given === 'number' ? null : readFigure(given);
  const text = read?.kind === 'FIGURE' ? read.value : String(given);
  return (read === null || read.kind === 'FIGURE') && decimal.test(text) ? decimalOf(unitsOf(text)) : null;
}

/** A criterion of a file: a leaf with a kind, or a group with children; which keys go with a kind is checked apart. */
export interface FileCriterion {
  readonly code: string;
  readonly title?: Text;
  readonly max?: FileNumber;
  readonly scorer?: Scorer;
  readonly children?: readonly FileCriterion[];
  readonly kind?: LeafRule['kind'];
  readonly unit?: Text;
  readonly target?: FileNumber;
  readonly least?: FileNumber;
  readonly most?: FileNumber;
  readonly direction?: Direction;
  readonly grades?: readonly { readonly grade: string; readonly points: FileNumber }[];
  readonly each?: FileNumber;
}

export interface FileExtra {
  readonly code: string;
  readonly title: Text;
  readonly points?: FileNumber;
  readonly bands?: readonly { readonly from: FileNumber; readonly points: FileNumber }[];
  readonly each?: boolean;
  readonly atMost?: FileNumber;
  readonly disqualifies?: readonly string[];
  readonly scorer?: Scorer;
}

/** A file of a score table, of the shape of schema/score-table.schema.json, where its keys are described. */
export interface ScoreTableFile {
  readonly title: Text;
  readonly year: number;
  readonly scale?: FileNumber;
  readonly decimals: number;
  readonly rounding: Rounding;
  readonly surplus?: {
    readonly perPercent: FileNumber;
    readonly atMostPercent: FileNumber;
    readonly together: FileNumber;
  };
  readonly capAtScale?: boolean;
  readonly criteria: readonly FileCriterion[];
  readonly bonuses?: readonly FileExtra[];
  readonly penalties?: readonly FileExtra[];
}
