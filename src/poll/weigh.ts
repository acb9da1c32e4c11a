import { decimalOf, unitsOf } from '../decimal';

/** One vote of a poll, as far as counting needs it. */
export interface Vote {
  readonly memberId: string | null;
  /** A decimal above 0. */
  readonly weight: string;
  /** Present at opening, or having voted since. */
  readonly present: boolean;
  /** Codes chosen, none for a blank ballot; null where none was cast. */
  readonly choices: readonly string[] | null;
}

/** Sums of one measure of the votes: `Sum` is a count, or an exact decimal as text. */
export interface Sums<Sum> {
  readonly electors: Sum;
  readonly present: Sum;
  readonly cast: Sum;
  readonly blank: Sum;
  /** By code of the option, every option of the poll. */
  readonly votes: Readonly<Record<string, Sum>>;
}

/** What the votes weigh together, by what was chosen. */
export function weigh(votes: readonly Vote[], codes: readonly string[]): Sums<string> {
  const sum = (of: (vote: Vote) => boolean) =>
    decimalOf(votes.filter(of).reduce((all, { weight }) => all + unitsOf(weight), 0n));
  return {
    electors: sum(() => true),
    present: sum(({ present }) => present),
    cast: sum(({ choices }) => choices !== null),
    blank: sum(({ choices }) => choices?.length === 0),
    votes: Object.fromEntries(codes.map((code) => [code, sum(({ choices }) => choices?.includes(code) ?? false)])),
  };
}

/**
 * The members behind votes of delegates: each counts for an option, or as blank, that more than half of the ballots of its
 * delegates chose; it has cast when one of them has.
 */
export function byMember(votes: readonly Vote[], codes: readonly string[]): Sums<number> {
  const ids = [...new Set(votes.map(({ memberId }) => memberId))];
  const members = ids.map((id) => votes.filter(({ memberId }) => memberId === id));
  const cast = members.map((own) => own.flatMap(({ choices }) => (choices ? [choices] : [])));
  const most = (of: (choices: readonly string[]) => boolean) =>
    cast.filter((ballots) => ballots.filter(of).length * 2 > ballots.length).length;
  return {
    electors: members.length,
    present: members.filter((own) => own.some(({ present }) => present)).length,
    cast: cast.filter((ballots) => ballots.length > 0).length,
    blank: most((choices) => choices.length === 0),
    votes: Object.fromEntries(codes.map((code) => [code, most((choices) => choices.includes(code))])),
  };
}
