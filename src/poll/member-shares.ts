import type { Decided } from './deciding-alike';
import type { Vote } from './weigh';

/** Ballots of one member's delegates: cast, of them for one option, and still to come. */
interface Line {
  readonly present: boolean;
  readonly cast: number;
  readonly chose: number;
  readonly against: number;
  readonly left: number;
}

/**
 * Whether an option has its share of the members when so many of the delegates who are left choose it and the rest vote
 * otherwise, against it in a question. Which delegates they are is open: of all ways that one which does least for it, or
 * most. Members are added up one by one, for each number of such delegates: steps as many as delegates, squared.
 */
export function memberShares({ rule, kind }: Pick<Decided, 'rule' | 'kind'>, votes: readonly Vote[]) {
  const ids = [...new Set(votes.map(({ memberId }) => memberId))];
  const members = ids.map((id) => votes.filter(({ memberId }) => memberId === id));
  // Members that agree come last in the sum, so that nothing passes with none: the share first, then whether there are any.
  const scale = members.length + 1;
  const worthOf = ({ present, cast, chose, against, left }: Line, more: number): number => {
    const [all, rest] = [cast + left, left - more];
    const agrees = (chose + more) * 2 > all;
    const refuses = (against + rest) * 2 > all;
    const isIn = { ALL: true, PRESENT: present || all > 0, CAST: all > 0, YES_NO: agrees || refuses }[rule.base];
    const share = (agrees ? rule.passDenominator : 0) - (isIn ? rule.passNumerator : 0);
    return share * scale + (agrees ? 1 : 0);
  };
  const lineOf = (own: readonly Vote[], code: string): Line => {
    const cast = own.flatMap(({ choices }) => (choices ? [choices] : []));
    return {
      present: own.some(({ present }) => present),
      cast: cast.length,
      chose: cast.filter((choices) => choices.includes(code)).length,
      against: kind === 'YES_NO_ABSTAIN' ? cast.filter((choices) => choices.includes('NO')).length : 0,
      left: own.length - cast.length,
    };
  };
  const known = new Map<string, readonly number[]>();
  const tableOf = (code: string, by: 'least' | 'most'): readonly number[] => {
    const key = `${by} ${code}`;
    const table =
      known.get(key) ??
      added(
        members.map((own) => lineOf(own, code)),
        worthOf,
        by === 'least' ? Math.min : Math.max,
      );
    known.set(key, table);
    return table;
  };
  return {
    passes(code: string, more: number, by: 'least' | 'most'): boolean {
      const worth = tableOf(code, by)[more] ?? 0;
      return rule.passStrict ? worth >= scale : worth > 0;
    },
  };
}

/** For each number of delegates who choose an option, the least or most that the members come to. */
function added(
  lines: readonly Line[],
  worthOf: (line: Line, more: number) => number,
  best: (a: number, b: number) => number,
): readonly number[] {
  let table: readonly number[] = [0];
  for (const line of lines) {
    const next: number[] = [];
    for (const [before, worth] of table.entries())
      for (let more = 0; more <= line.left; more += 1) {
        const sum = worth + worthOf(line, more);
        const known = next[before + more];
        next[before + more] = known === undefined ? sum : best(known, sum);
      }
    table = next;
  }
  return table;
}
