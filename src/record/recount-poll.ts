import { isDeepStrictEqual } from 'node:util';
import { checkChanges } from './check-changes';
import { checkConsensus, isAgreedBy } from './check-consensus';
import { countBallotList, type LogCount } from './count-log';
import type { PollRows, ResultRow } from './poll-rows';
import { type Measured, type Seating, seat } from './rank-options';
import type { Said } from './read-log';
import { weighAgain } from './weigh-again';

/** What a poll comes to when counted again. */
export interface PollRecount extends Pick<PollRows, 'id' | 'ordinal' | 'question' | 'secrecy' | 'state'> {
  readonly conference: string;
  readonly electors: number;
  readonly roll: number;
  readonly ballots: number;
  /** Null where `votes` is. */
  readonly blank: number | null;
  /**
   * Votes by option code, every option of the poll; null where nothing is to be known: of a poll that is not closed and
   * whose counts do not run, or of a secret one with too few ballots.
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
  const agreed = poll.result?.consensus ? poll.result : null;
  const decided = agreed ?? (poll.result ? decidedBy(poll, counted) : null);
  if (!agreed) compareResult(poll, counted, poll.result ? decidedBy(poll, counted) : null, faults);
  faults.push(...checkConsensus(poll, said));
  compareTie(poll, said, faults);
  compareLog(poll, said, faults);
  faults.push(...checkChanges(poll, said));
  const { id, ordinal, question, secrecy, state } = poll;
  return {
    ...{ id, conference, ordinal, question, secrecy, state },
    electors: poll.electors.length,
    roll: poll.roll.length,
    ballots: ballots.length + poll.sealed,
    ...(discarded || agreed || (state !== 'CLOSED' && !poll.liveTally)
      ? { blank: null, votes: null }
      : { blank: counted.blank, votes: counted.votes }),
    outcome: decided?.outcome ?? null,
    recountable: !discarded,
    entered: agreed ? 'CONSENSUS' : (entered?.method ?? null),
    faults,
  };
}

/**
 * Whether the ballots of a secret poll had to be deleted when it ended: because they were fewer than its floor (polls that
 * ended before there was a floor have 0), or because it was set aside while they were sealed.
 */
function isDiscarded({ secrecy, state, rule, roll, result, paper, ballotKey }: PollRows): boolean {
  if (secrecy !== 'UNLINKED' || result?.entered || result?.consensus) return false;
  if (state === 'VOID' && result === null && ballotKey !== null) return true;
  return (state === 'CLOSED' || state === 'VOID') && handed({ roll, paper }) < rule.floor;
}

/** Ballots that were handed in: those cast here, and the papers that were counted. */
const handed = ({ roll, paper }: Pick<PollRows, 'roll' | 'paper'>): number =>
  roll.filter(({ method }) => method !== 'ON_PAPER').length + (paper?.cast ?? 0);

function countOf(poll: PollRows, ballots: PollRows['unlinked'], discarded: boolean): LogCount {
  if (poll.result?.entered || poll.result?.consensus) return enteredCount(poll.result);
  // How many there were is all that is left of them.
  return discarded ? { cast: handed(poll), blank: 0, votes: {} } : addPaper(fullCount(poll, ballots), poll.paper);
}

function fullCount(poll: PollRows, ballots: readonly { readonly choices: readonly string[] }[]): LogCount {
  const counted = countBallotList(ballots);
  const none = Object.fromEntries(poll.options.map((code) => [code, 0]));
  return { ...counted, votes: { ...none, ...counted.votes } };
}

/** The papers one by one beside the ballots cast here. */
function addPaper(counted: LogCount, paper: PollRows['paper']): LogCount {
  if (!paper) return counted;
  const { cast, blank, votes } = counted;
  const both = Object.entries(votes).map(([code, count]) => [code, count + (paper.votes[code] ?? 0)] as const);
  return { cast: cast + paper.cast, blank: blank + paper.blank, votes: Object.fromEntries(both) };
}

/** Counts no ballot stands behind: only what the rule makes of them, and what the log says, can be checked. */
const enteredCount = ({ cast, blank, votes }: ResultRow): LogCount => ({ cast, blank, votes });

/** Ballots, roll and electorate among themselves. */
function compareBallots(poll: PollRows, ballots: PollRows['unlinked'], discarded: boolean, faults: string[]): void {
  const [electors, roll] = [idsOf(poll.electors), idsOf(poll.roll)];
  if (discarded && ballots.length)
    faults.push(`${ballots.length} ballots are kept, where all of them had to be deleted`);
  if (poll.sealed && poll.state !== 'OPEN') faults.push(`${poll.sealed} sealed ballots are left`);
  if (poll.unlinked.length && poll.state === 'OPEN')
    faults.push(`${poll.unlinked.length} secret ballots lie in clear while it is open`);
  const here = poll.roll.filter(({ method }) => method !== 'ON_PAPER').length;
  const lying = ballots.length + poll.sealed;
  if (!discarded && lying !== here) faults.push(`the roll has ${here} names, there are ${lying} ballots`);
  const papers = poll.roll.length - here;
  if (papers < (poll.paper?.cast ?? 0)) faults.push(`${poll.paper?.cast} papers were counted, of ${papers} electors`);
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

function compareResult(poll: PollRows, counted: LogCount, decided: Decided | null, faults: string[]): void {
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
  const { outcome, winners, decidedBy, tied } = result;
  const ofTheSame = { outcome: decided.outcome, winners: decided.winners };
  if (!isDeepStrictEqual(ofTheSame, { outcome, winners }))
    faults.push(`by the rule it is ${outcomeText(decided)}, the result says ${outcomeText(result)}`);
  if (decidedBy !== undefined && !isDeepStrictEqual(decided.decidedBy, decidedBy))
    faults.push(
      `seats were decided by ${JSON.stringify(decided.decidedBy)}, the result says ${JSON.stringify(decidedBy)}`,
    );
  if (tied !== undefined && !isDeepStrictEqual(decided.tied, tied))
    faults.push(`tied are ${decided.tied.join(', ')}, the result says ${tied.join(', ')}`);
  const { weights, members } = weighAgain(poll);
  for (const [name, counted, told] of [
    ['weights', weights, result.weights],
    ['members', members, result.members],
  ] as const)
    if (!isDeepStrictEqual(counted?.told, told))
      faults.push(`${name}: counted ${JSON.stringify(counted?.told)}, the result says ${JSON.stringify(told)}`);
}

/** What the rule makes of a count. */
interface Decided extends Seating {
  readonly outcome: string;
}

/** What the rule makes of a count, by comparing products: votes × denominator with base × numerator. */
function decidedBy(poll: PollRows, counted: LogCount): Decided {
  const nobody = { winners: [], decidedBy: {}, tied: [] };
  if (poll.secrecy === 'UNLINKED' && counted.cast < poll.rule.floor) return { outcome: 'TOO_FEW', ...nobody };
  const { passNumerator, passDenominator, passStrict, seats } = poll.rule;
  const heads = {
    base: BigInt(baseOf(poll, counted)),
    votes: new Map(Object.entries(counted.votes).map(([code, votes]) => [code, BigInt(votes)])),
  };
  const { weights, members } = weighAgain(poll);
  const first: Measured = weights ?? heads;
  const passes = (code: string) =>
    [first, ...(members ? [members] : [])].every(({ base, votes }) => {
      const left = (votes.get(code) ?? 0n) * BigInt(passDenominator);
      const right = base * BigInt(passNumerator);
      return left > 0n && (passStrict ? left > right : left >= right);
    });
  if (poll.kind === 'YES_NO_ABSTAIN') return { outcome: passes('YES') ? 'PASSED' : 'REJECTED', ...nobody };
  // Whoever is in a second ballot has met the rule before.
  const able = Object.keys(counted.votes).filter((code) => poll.secondBallot > 0 || passes(code));
  if (able.length === 0) return { outcome: 'REJECTED', ...nobody };
  const seating = seat(poll, able, first.votes, seats ?? poll.maxChoices);
  return { outcome: seating.tied.length > 0 ? 'TIED' : 'PASSED', ...seating };
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
      if (kind === 'CHOOSE')
        return counted.cast - counted.blank - (result?.entered?.invalid ?? poll.paper?.invalid ?? 0);
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
  // A draft may be rewritten: the last of what it was made as counts.
  else compareCreated(poll, (said.findLast(({ kind }) => kind === 'pollEdited') ?? created).data, faults);
  if (said.some(({ kind }) => kind === 'pollRemoved')) faults.push('the log says that it was removed');
  const undone = said.findLast(({ kind }) => kind === 'pollOpeningUndone')?.sequence ?? 0;
  const earlier = said.filter(({ kind, sequence }) => kind.startsWith('ballot') && sequence < undone);
  if (earlier.length) faults.push(`its opening was undone after ${earlier.length} ballots`);
  const opened = only(
    said.filter(({ sequence }) => sequence > undone),
    'pollOpened',
    faults,
  );
  const closed = only(said, 'pollClosed', faults);
  const voided = only(said, 'pollVoided', faults);
  const state = voided ? 'VOID' : closed || isAgreedBy(said) ? 'CLOSED' : opened ? 'OPEN' : 'DRAFT';
  if (state !== poll.state) faults.push(`it is ${poll.state}, by the log ${state}`);
  if (opened) {
    const scores = Object.entries(poll.ranks).flatMap(([code, { score }]) => (score === null ? [] : [[code, score]]));
    if (!isDeepStrictEqual(opened.data.scores ?? {}, Object.fromEntries(scores)))
      faults.push('the scores of the options are not those the log says were frozen');
    if ((opened.data.ballotKey ?? null) !== poll.ballotKey)
      faults.push('the key of its ballots is not the one the log says it was opened with');
    if (!sameSet(listOf(opened.data.electors), electorsTold(poll)))
      faults.push(`the electorate is not the one the log says was frozen (${poll.electors.length} rows)`);
  } else if (poll.electors.length) faults.push('it has electors, and the log does not say that it was opened');
  const rewritten = said.filter(({ kind, sequence }) => kind === 'pollEdited' && opened && sequence > opened.sequence);
  if (rewritten.length) faults.push('the log says that it was rewritten after it was opened');
  const casts = said.filter(({ kind }) => kind in methods);
  const written = said.filter(({ kind }) => kind in methods || kind === 'ballotChanged');
  const late = written.filter(({ sequence }) => closed && sequence > closed.sequence);
  if (late.length) faults.push(`the log has ${late.length} ballots after closing`);
  compareCasts(poll, casts, faults);
  comparePaper(poll, said, closed, faults);
  compareShown(poll, written, faults);
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
  // Polls made before votes could be changed do not speak of it.
  if ((data.mayChange ?? false) !== poll.mayChange)
    faults.push(`its votes ${poll.mayChange ? 'may' : 'may not'} be changed, by the log it is the other way`);
  // Polls made before there was a floor, or a tie order, do not speak of one.
  const { floor, tieOrder, selfVote, doubleMajority, memberWeights } = poll.rule;
  const said = { floor, tieOrder, selfVote, doubleMajority, memberWeights, ...(data.rule as object) };
  if (!isDeepStrictEqual(said, { ...poll.rule }))
    faults.push(`the rule is ${JSON.stringify(poll.rule)}, by the log ${JSON.stringify(data.rule)}`);
  const codes = listOf(data.options).map((option) => option.code);
  if (!isDeepStrictEqual(codes, [...poll.options]))
    faults.push(`the options are ${poll.options.join(', ')}, by the log ${codes.join(', ')}`);
  for (const { code, goesFirst = null } of listOf(data.options)) {
    if (goesFirst !== (poll.ranks[String(code)]?.goesFirst ?? null))
      faults.push(`whether ${code} goes first is not as the log says`);
  }
  if ((data.secondBallot ?? 0) !== poll.secondBallot)
    faults.push(`it is second ballot ${poll.secondBallot}, by the log ${data.secondBallot ?? 0}`);
}

/** The electorate as opening tells it. */
const electorsTold = ({ electors, rule }: PollRows) =>
  electors.map(({ electorId, present, weight }) => ({
    ...{ electorId, present },
    ...(rule.memberWeights ? { weight } : {}),
  }));

/** What was decided of a tie against the log; and that the tie was there to be decided. */
function compareTie(poll: PollRows, said: readonly Said[], faults: string[]): void {
  const told = only(said, 'tieDecided', faults)?.data;
  const { tieDecision, result } = poll;
  for (const key of ['winners', 'leaderId', 'deputyId', 'reason'] as const) {
    if (!isDeepStrictEqual(told?.[key] ?? null, tieDecision?.[key] ?? null))
      faults.push(
        `the tie: ${key} is ${JSON.stringify(tieDecision?.[key])}, by the log ${JSON.stringify(told?.[key])}`,
      );
  }
  const stray = tieDecision?.winners.filter((code) => !result?.tied?.includes(code)) ?? [];
  if (stray.length) faults.push(`leader and deputy gave a seat to ${stray.join(', ')}, not tied for it`);
}

/** How a vote was cast, by the kind of its entry. */
const methods: Readonly<Record<string, string>> = {
  ballotCast: 'SESSION',
  ballotCastByHand: 'BY_HAND',
  ballotOnPaper: 'ON_PAPER',
};

/** How many papers were counted: by the tables, by the log when they were, and as closing announced. */
function comparePaper(
  { paper, result }: PollRows,
  said: readonly Said[],
  closed: Said | undefined,
  faults: string[],
): void {
  const told = said.findLast(({ kind }) => kind === 'paperBallotsCounted' || kind === 'ballotOnPaper');
  const logged = told?.kind === 'paperBallotsCounted' ? told.data.cast : undefined;
  if (logged !== paper?.cast) faults.push(`${paper?.cast ?? 0} papers were counted, by the log ${logged ?? 0}`);
  if (!closed || result?.entered) return;
  for (const [who, say] of [
    ['the result says', result?.paper],
    ['the log announced', closed.data.paper as ResultRow['paper']],
  ] as const)
    if (say?.cast !== paper?.cast || say?.invalid !== paper?.invalid)
      faults.push(
        `papers: counted ${paper?.cast ?? 0} with ${paper?.invalid ?? 0} invalid, ${who} ${JSON.stringify(say)}`,
      );
}

function compareCasts(poll: PollRows, casts: readonly Said[], faults: string[]): void {
  const voted = casts.map(({ kind, data: { electorId, delegateId } }) => ({
    electorId,
    delegateId,
    method: methods[kind],
  }));
  if (!sameSet(voted, poll.roll))
    faults.push(`the roll has ${poll.roll.length} names, the log tells of ${casts.length} ballots, or of others`);
}

/** Choices that the log tells before closing: none where counts do not run. */
function compareShown(poll: PollRows, written: readonly Said[], faults: string[]): void {
  const shown = written.filter(({ data }) => data.choices || data.former);
  if (poll.secrecy === 'UNLINKED') {
    if (shown.length) faults.push(`the log tells the choices of ${shown.length} ballots of a secret poll`);
  } else if (shown.length && !poll.liveTally)
    faults.push(`the log tells the choices of ${shown.length} ballots before closing`);
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
const announced = ['cast', 'outcome', 'winners', 'decidedBy', 'tied', 'weights', 'members'] as const;
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
