import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readScoreTable } from '../../src/import/read-score-table';
import type { Entry } from '../../src/score/entry';
import { leavesOf, placed, type ScoreTable } from '../../src/score/table';

/** What stood beside one figure. */
interface Given {
  readonly name: string;
  readonly target: string;
  readonly actual: string;
  readonly points: string;
}
interface Members {
  readonly members: readonly {
    readonly name: string;
    readonly total: string;
    readonly filled: number;
    readonly rank: number;
    readonly parts: Readonly<Record<string, string>>;
  }[];
  readonly figures: readonly { readonly code: string; readonly given: readonly Given[] }[];
}

/** A shipped table. */
export const tableOf = (name: string): ScoreTable => {
  const read = readScoreTable(readFileSync(join(__dirname, '../../data/score-tables', name), 'utf8'));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.table;
};
/** What seven members typed (seven-members.yaml). */
export const seven = parse(readFileSync(join(__dirname, 'seven-members.yaml'), 'utf8')) as Members;

const leaves = leavesOf(placed(tableOf('2025-cum-bay-don-vi.yaml').criteria));
const keyOf = (code: string) => leaves.find(({ leaf: { code: own } }) => own === code)!.key;

/** The figures of one of them, by key. */
export const figuresOf = (name: string): [string, Entry][] =>
  seven.figures.flatMap(({ code, given }) => {
    const own = given.find((each) => each.name === name);
    return own ? [[keyOf(code), { target: own.target, actual: own.actual }] as [string, Entry]] : [];
  });

/** Points of a part that are not in its figures, dealt out to what was passed and then to what is entered; how they lay is not known. */
const dealt = (part: string, hundredths: number): [string, Entry][] => {
  let left = hundredths;
  const own = leaves.filter(({ key }) => key.startsWith(`${part}/`));
  const take = (most: number) => {
    left -= most;
    return most;
  };
  const passed = own.filter(({ leaf: { rule } }) => rule.kind === 'PASS_FAIL');
  const entered = own.filter(({ leaf: { rule } }) => rule.kind === 'ENTERED');
  return [
    ...passed.map(({ key, leaf: { max } }): [string, Entry] => {
      const most = Number(max) * 100;
      return [key, { passed: left >= most && take(most) > 0 }];
    }),
    ...entered.map(({ key, leaf: { max } }): [string, Entry] => {
      return [key, { points: (take(Math.min(Number(max) * 100, left)) / 100).toFixed(2) }];
    }),
  ];
};

/** Entries of one of them, by key, that come to the total and the parts the member had, scored by itself. */
export function entriesOf({ name, parts }: (typeof seven.members)[number]): readonly (readonly [string, Entry])[] {
  const inFigures = seven.figures.reduce(
    (sum, { given }) => sum + Number(given.find((each) => each.name === name)?.points ?? 0) * 100,
    0,
  );
  const rest = Object.entries(parts).flatMap(([part, points]) =>
    dealt(part, Math.round(Number(points) * 100) - (part === 'I.' ? inFigures : 0)),
  );
  return [...figuresOf(name), ...rest];
}
