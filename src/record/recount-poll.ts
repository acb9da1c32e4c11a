import { isDeepStrictEqual } from 'node:util';
import { countBallotList, type LogCount } from './count-log';
import type { Said } from './read-log';

/** A poll and everything about it, as the tables hold it. */
export interface PollRows {
  readonly id: string;
  readonly ordinal: number;
  readonly question: string;
  readonly kind: 'YES_NO_ABSTAIN' | 'CHOOSE';
  readonly secrecy: 'NAMED' | 'UNLINKED';
  readonly state: 'DRAFT' | 'OPEN' | 'CLOSED' | 'VOID';
  readonly maxChoices: number;
  readonly rule: RuleRow;
  readonly result: ResultRow | null;
  readonly options: readonly string[];
  readonly electors: readonly { readonly electorId: string; readonly present: boolean }[];
  readonly roll: readonly { readonly electorId: string; readonly delegateId: string }[];
  readonly named: readonly { readonly electorId: string; readonly choices: readonly string[] }[];
  readonly unlinked: readonly { readonly choices: readonly string[] }[];
}

interface RuleRow {
  readonly electorate: string;
  readonly quorumNumerator: number;
  readonly quorumDenominator: number;
  readonly passNumerator: number;
  readonly passDenominator: number;
  readonly passStrict: boolean;
  readonly base: 'ALL' | 'PRESENT' | 'CAST' | 'YES_NO';
  readonly seats: number | null;
  /** Fewest ballots a secret poll counts. */
  readonly floor: number;
}

interface ResultRow extends LogCount {
  readonly outcome: string;
  readonly winners: readonly string[];
  readonly entered?: { readonly method: string; readonly invalid: number; readonly present: number };
}

/** What a poll comes to when counted again. */
export interface PollRecount extends Pick<PollRows, 'id' | 'ordinal' | 'question' | 'secrecy' | 'state'> {
  readonly conference: string;
  readonly electors: number;
  readonly roll: number;
  readonly ballots: number;
  /** Null where `votes` is. */
  readonly blank: number | null;
  /**
   * Votes by option code, every option of the poll; null where nothing is to be known: of a secret poll that is not
   * closed, or had too few ballots.
   */
  readonly votes: Readonly<Record<string, number>> | null;
  /** By the rule, from the ballots as they lie; null unless the poll was closed. */
  readonly outcome: string | null;
  /** False for a secret poll that ended with too few ballots: they were deleted uncounted and nothing can be recounted. */
  readonly recountable: boolean;
  /** How the votes were taken where counts were entered by hand and there is nothing to count again; or null. */
  readonly entered: string | null;
  /** What disagrees, each naming the values; empty when all agrees. */
  readonly faults: readonly string[];
}

/**
 * Counts a poll again and compares: ballots with the roll, the roll with the electorate, the count and the outcome
 * with the frozen result, and all of it with what the log says. Shares no code with the server's own count
 * (poll/count, poll/rules) on purpose: one mistake must not hide in both.
 * @param said entries of the log about this poll, in order
 */
export function recountPoll(conference: string, poll: PollRows, said: readonly Said[]): PollRecount {
  const faults: string[] = [];
  const ballots = poll.secrecy === 'NAMED' ? poll.named : poll.unlinked;
  const entered = poll.result?.entered;
  const discarded = isDiscarded(poll);
  const counted = countOf(poll, ballots, discarded);
  if (entered && ballots.length)
    faults.push(`its counts were entered by hand, and there are ${ballots.length} ballots`);
  compareBallots(poll, ballots, discarded, faults);
  const decided = poll.result ? decidedBy(poll, counted) : null;
  compareResult(poll, counted, decided, faults);
  compareLog(poll, said, faults);
  const { id, ordinal, question, secrecy, state } = poll;
  return {
    ...{ id, conference, ordinal, question, secrecy, state },
    electors: poll.electors.length,
    roll: poll.roll.length,
    ballots: ballots.length,
    ...(discarded || (secrecy === 'UNLINKED' && state !== 'CLOSED')
      ? { blank: null, votes: null }
      : { blank: counted.blank, votes: counted.votes }),
    outcome: decided?.outcome ?? null,
    recountable: !discarded,
    entered: entered?.method ?? null,
    faults,
  };
}

/**
 * Whether the ballots of a secret poll had to be deleted when it ended, because they were fewer than its floor. Polls that
 * ended before there was a floor have 0.
 */
function isDiscarded({ secrecy, state, rule, roll, result }: PollRows): boolean {
  if (secrecy !== 'UNLINKED' || result?.entered) return false;
  return (state === 'CLOSED' || state === 'VOID') && roll.length < rule.floor;
}

function countOf(poll: PollRows, ballots: PollRows['unlinked'], discarded: boolean): LogCount {
  if (poll.result?.entered) return enteredCount(poll.result);
  // How many there were is all that is left of them.
  return discarded ? { cast: poll.roll.length, blank: 0, votes: {} } : fullCount(poll, ballots);
}

function fullCount(poll: PollRows, ballots: readonly { readonly choices: readonly string[] }[]): LogCount {
  const counted = countBallotList(ballots);
  const none = Object.fromEntries(poll.options.map((code) => [code, 0]));
  return { ...counted, votes: { ...none, ...counted.votes } };
}

/** Counts no ballot stands behind: only what the rule makes of them, and what the log says, can be checked. */
const enteredCount = ({ cast, blank, votes }: ResultRow): LogCount => ({ cast, blank, votes });

/** Ballots, roll and electorate among themselves. */
function compareBallots(poll: PollRows, ballots: PollRows['unlinked'], discarded: boolean, faults: string[]): void {
  const [electors, roll] = [idsOf(poll.electors), idsOf(poll.roll)];
  if (discarded && ballots.length)
    faults.push(`${ballots.length} ballots are kept, where fewer than ${poll.rule.floor} had to be deleted`);
  if (!discarded && ballots.length !== poll.roll.length)
    faults.push(`the roll has ${poll.roll.length} names, there are ${ballots.length} ballots`);
  const strangers = roll.filter((id) => !electors.includes(id));
  if (strangers.length) faults.push(`on the roll but no elector: ${strangers.join(', ')}`);
  if (poll.secrecy === 'NAMED') {
    const unlisted = idsOf(poll.named).filter((id) => !roll.includes(id));
    if (unlisted.length) faults.push(`a ballot but not on the roll: ${unlisted.join(', ')}`);
  }
  const misplaced = poll.secrecy === 'NAMED' ? poll.unlinked.length : poll.named.length;
  if (misplaced) faults.push(`${misplaced} ballots lie in the table of the other secrecy`);
  const invalid = ballots.filter(({ choices }) => !fits(poll, choices));
  for (const { choices } of invalid) faults.push(`a ballot that does not fit the poll: ${JSON.stringify(choices)}`);
}

function fits({ kind, options, maxChoices }: PollRows, choices: readonly string[]): boolean {
  const known = choices.every((code, index) => options.includes(code) && choices.indexOf(code) === index);
  return known && (kind === 'CHOOSE' ? choices.length <= maxChoices : choices.length === 1);
}

function compareResult(
  poll: PollRows,
  counted: LogCount,
  decided: Pick<ResultRow, 'outcome' | 'winners'> | null,
  faults: string[],
): void {
  const { result } = poll;
  if (!result || !decided) {
    if (poll.state === 'CLOSED') faults.push('it is closed and has no result');
    return;
  }
  if (!isDeepStrictEqual(counted.votes, result.votes))
    faults.push(`counted ${votesText(counted.votes)}, the result says ${votesText(result.votes)}`);
  for (const key of ['cast', 'blank'] as const) {
    if (counted[key] !== result[key]) faults.push(`${key}: counted ${counted[key]}, the result says ${result[key]}`);
  }
  const { outcome, winners } = result;
  if (!isDeepStrictEqual(decided, { outcome, winners }))
    faults.push(`by the rule it is ${outcomeText(decided)}, the result says ${outcomeText(result)}`);
}

/** What the rule makes of a count, by comparing products: votes × denominator with base × numerator. */
function decidedBy(poll: PollRows, counted: LogCount): Pick<ResultRow, 'outcome' | 'winners'> {
  if (poll.secrecy === 'UNLINKED' && counted.cast < poll.rule.floor) return { outcome: 'TOO_FEW', winners: [] };
  const { passNumerator, passDenominator, passStrict, seats } = poll.rule;
  const right = baseOf(poll, counted) * passNumerator;
  const passes = (votes: number) => {
    const left = votes * passDenominator;
    return votes > 0 && (passStrict ? left > right : left >= right);
  };
  if (poll.kind === 'YES_NO_ABSTAIN')
    return { outcome: passes(counted.votes.YES ?? 0) ? 'PASSED' : 'REJECTED', winners: [] };
  const passing = Object.entries(counted.votes).filter(([, votes]) => passes(votes));
  const places = Math.min(seats ?? poll.maxChoices, passing.length);
  // Whoever has at most `places` options with as many votes or more, itself among them, has a seat for sure.
  const seated = passing.filter(([, own]) => passing.filter(([, votes]) => votes >= own).length <= places);
  const winners = seated.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([code]) => code);
  if (passing.length === 0) return { outcome: 'REJECTED', winners };
  return { outcome: winners.length < places ? 'TIED' : 'PASSED', winners };
}

function baseOf(poll: PollRows, counted: LogCount): number {
  const { kind, rule, electors, result } = poll;
  switch (rule.base) {
    case 'ALL':
      return electors.length;
    case 'PRESENT':
      return presentOf(poll);
    case 'CAST':
      return counted.cast;
    case 'YES_NO':
      if (kind === 'CHOOSE') return counted.cast - counted.blank - (result?.entered?.invalid ?? 0);
      return (counted.votes.YES ?? 0) + (counted.votes.NO ?? 0);
    default:
      throw new Error(`base ${rule.base satisfies never}`);
  }
}

function presentOf({ electors, roll, result }: PollRows): number {
  if (result?.entered) return result.entered.present;
  const voted = new Set(idsOf(roll));
  return electors.filter(({ electorId, present }) => present || voted.has(electorId)).length;
}

/** The tables against the log: question and rule, electorate, roll, ballots, result, state. */
function compareLog(poll: PollRows, said: readonly Said[], faults: string[]): void {
  const created = only(said, 'pollCreated', faults);
  if (!created) faults.push('the log does not say that it was made');
  else compareCreated(poll, created.data, faults);
  const opened = only(said, 'pollOpened', faults);
  const closed = only(said, 'pollClosed', faults);
  const voided = only(said, 'pollVoided', faults);
  const state = voided ? 'VOID' : closed ? 'CLOSED' : opened ? 'OPEN' : 'DRAFT';
  if (state !== poll.state) faults.push(`it is ${poll.state}, by the log ${state}`);
  if (opened) {
    if (!sameSet(listOf(opened.data.electors), poll.electors))
      faults.push(`the electorate is not the one the log says was frozen (${poll.electors.length} rows)`);
  } else if (poll.electors.length) faults.push('it has electors, and the log does not say that it was opened');
  const casts = said.filter(({ kind }) => kind === 'ballotCast');
  const late = casts.filter(({ sequence }) => closed && sequence > closed.sequence);
  if (late.length) faults.push(`the log has ${late.length} ballots after closing`);
  compareCasts(poll, casts, faults);
  if (closed) compareClosed(poll, closed.data, faults);
}

function only(said: readonly Said[], kind: string, faults: string[]): Said | undefined {
  const found = said.filter((each) => each.kind === kind);
  if (found.length > 1) faults.push(`the log has ${found.length} entries ${kind}`);
  return found[0];
}

function compareCreated(poll: PollRows, data: Said['data'], faults: string[]): void {
  for (const key of ['kind', 'secrecy', 'maxChoices'] as const) {
    if (data[key] !== poll[key]) faults.push(`${key} is ${poll[key]}, by the log ${data[key]}`);
  }
  // Polls made before there was a floor do not speak of one.
  const said = { floor: poll.rule.floor, ...(data.rule as object) };
  if (!isDeepStrictEqual(said, { ...poll.rule }))
    faults.push(`the rule is ${JSON.stringify(poll.rule)}, by the log ${JSON.stringify(data.rule)}`);
  const codes = listOf(data.options).map((option) => option.code);
  if (!isDeepStrictEqual(codes, [...poll.options]))
    faults.push(`the options are ${poll.options.join(', ')}, by the log ${codes.join(', ')}`);
}

function compareCasts(poll: PollRows, casts: readonly Said[], faults: string[]): void {
  const voted = casts.map(({ data }) => ({ electorId: data.electorId, delegateId: data.delegateId }));
  if (!sameSet(voted, poll.roll))
    faults.push(`the roll has ${poll.roll.length} names, the log tells of ${casts.length} ballots, or of others`);
  const shown = casts.flatMap(({ data }) =>
    data.choices ? [{ electorId: data.electorId, choices: data.choices }] : [],
  );
  if (poll.secrecy === 'UNLINKED') {
    if (shown.length) faults.push(`the log tells the choices of ${shown.length} ballots of a secret poll`);
  } else if (shown.length && !sameSet(shown, poll.named))
    faults.push('the ballots are not those the log tells of as they were cast');
}

function compareClosed(poll: PollRows, data: Said['data'], faults: string[]): void {
  const { result } = poll;
  const tooFew = result?.outcome === 'TOO_FEW';
  for (const key of counts)
    if (tooFew && data[key] !== undefined) faults.push(`the log tells ${key} of a secret poll with too few ballots`);
  for (const key of tooFew ? announced : [...announced, ...counts]) {
    if (!isDeepStrictEqual(data[key], result?.[key]))
      faults.push(
        `${key}: the result says ${JSON.stringify(result?.[key])}, the log announced ${JSON.stringify(data[key])}`,
      );
  }
  const turnout = { electors: poll.electors.length, present: presentOf(poll) };
  for (const key of ['electors', 'present'] as const) {
    if (data[key] !== turnout[key]) faults.push(`${key}: counted ${turnout[key]}, the log announced ${data[key]}`);
  }
  if (!isDeepStrictEqual(data.entered, result?.entered))
    faults.push(`entered by hand: ${JSON.stringify(result?.entered)}, by the log ${JSON.stringify(data.entered)}`);
  if (poll.secrecy === 'UNLINKED' || result?.entered) {
    if (data.ballots !== undefined) faults.push('the log lists ballots where it should not');
    return;
  }
  const listed = listOf(data.ballots) as { electorId: string; choices: string[] }[];
  if (!sameSet(listed, poll.named)) faults.push('the ballots are not those the log lists at closing');
  const again = fullCount(poll, listed);
  if (!isDeepStrictEqual(again.votes, data.votes))
    faults.push(
      `the log's own ballots come to ${votesText(again.votes)}, it announced ${votesText(data.votes as LogCount['votes'])}`,
    );
}

/** What the log announces of every poll at closing, and what only of those that were counted. */
const announced = ['cast', 'outcome', 'winners'] as const;
const counts = ['votes', 'blank'] as const;

const idsOf = (rows: readonly { readonly electorId: string }[]): string[] => rows.map((row) => row.electorId);

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value : []);

/** Whether two lists hold the same things, whatever the order. */
function sameSet(a: readonly object[], b: readonly object[]): boolean {
  const text = (list: readonly object[]) =>
    list.map((item) => JSON.stringify(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)))).sort();
  return isDeepStrictEqual(text(a), text(b));
}

const votesText = (votes: Readonly<Record<string, number>> | undefined): string =>
  Object.entries(votes ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${count}`)
    .join(', ') || 'nothing';

const outcomeText = ({ outcome, winners }: Pick<ResultRow, 'outcome' | 'winners'>): string =>
  [outcome, ...(winners ?? [])].join(' ');
