import { createHash } from 'node:crypto';
import type { Database } from '../database/database';
import { countLog } from '../record/count-log';
import { faultsOf, recount } from '../record/recount';
import type { Client } from './client';
import { type EventsPage, readEvents, readTally, type Tally } from './documents';
import type { PlayedPoll, Stage } from './stage';

/** Four counts of one poll, by people who do not share a way of counting; and whether they agree, option by option. */
interface PollVerdict {
  readonly ordinal: number;
  readonly question: string;
  readonly secrecy: PlayedPoll['secrecy'];
  /** Ballots whose receipt came. */
  readonly acknowledged: number;
  /** Ballots the server says it counted. */
  readonly counted: number;
  /** Ballots counted again: from the log as the API gives it, or from the table where the poll was secret. */
  readonly recounted: number;
  /** Ballots in the last tally of each screen; one number when all are the same. */
  readonly converged: readonly number[];
  readonly outcome: string | null;
  /** Empty when all four agree. */
  readonly faults: readonly string[];
}

export interface Verdict {
  readonly polls: readonly PollVerdict[];
  readonly screens: number;
  /** Entries of the log as the API gives it. */
  readonly entries: number;
  /** SHA-256 of the bodies of all entries, each with a line feed behind it. */
  readonly digest: string;
  /** Screens whose log is that log, to the byte. */
  readonly sameLog: number;
  /** What disagrees anywhere; empty when all is well. */
  readonly faults: readonly string[];
}

/** Compares what was acknowledged, counted, counted again and seen. Reads only. */
export async function giveVerdict(db: Database, stage: Stage, slug: string): Promise<Verdict> {
  const log = await readWholeLog(stage.secretary, slug);
  const again = await recount(db, { slug });
  const fromLog = countLog(log.said);
  const polls: PollVerdict[] = [];
  for (const poll of stage.polls) {
    const { poll: answer } = await stage.secretary.ask<{ poll: { tally: Tally } }>(readTally, { id: poll.id });
    const fromTable = again.polls.find(({ id }) => id === poll.id);
    const recounted =
      poll.secrecy === 'NAMED'
        ? fromLog.get(poll.id)
        : fromTable && { cast: fromTable.ballots, votes: fromTable.votes ?? {} };
    const seen = stage.screens.map((screen) => screen.tallies.get(poll.id)?.poll.tally);
    polls.push(verdictOf(poll, answer.tally, recounted, seen));
  }
  const same = stage.screens.filter((screen) => screen.position === log.entries && screen.digest() === log.digest);
  const faults = [
    ...polls.flatMap((poll) => poll.faults.map((fault) => `poll ${poll.ordinal}: ${fault}`)),
    ...stage.screens.flatMap((screen) => screen.faults.map((fault) => `screen of ${screen.name}: ${fault}`)),
    ...stage.screens
      .filter((screen) => !same.includes(screen))
      .map((screen) => `screen of ${screen.name}: ${screen.position} entries of ${log.entries}, or others`),
    ...faultsOf(again),
  ];
  const { entries, digest } = log;
  return { polls, screens: stage.screens.length, entries, digest, sameLog: same.length, faults };
}

interface Count {
  readonly cast: number;
  readonly votes: Readonly<Record<string, number>>;
}

function verdictOf(
  poll: PlayedPoll,
  answer: Tally,
  recounted: Count | undefined,
  seen: readonly (Tally | undefined)[],
): PollVerdict {
  const acknowledged: Count = { cast: poll.acknowledged.length, votes: tallied(poll.acknowledged) };
  const none: Count = { cast: 0, votes: {} };
  const screens = seen.map((tally) => (tally ? countOf(tally) : none));
  const wanted = textOf(acknowledged);
  const faults = [
    ['counted', countOf(answer)] as const,
    ['recounted', recounted ?? none] as const,
    ...screens.map((count) => ['on a screen', count] as const),
  ]
    .filter(([, count]) => textOf(count) !== wanted)
    .map(([who, count]) => `acknowledged ${wanted}, ${who} ${textOf(count)}`);
  return {
    ordinal: poll.ordinal,
    question: poll.question,
    secrecy: poll.secrecy,
    acknowledged: acknowledged.cast,
    counted: answer.cast,
    recounted: recounted?.cast ?? 0,
    converged: [...new Set(screens.map((count) => count.cast))].sort((a, b) => a - b),
    outcome: answer.outcome,
    faults: [...new Set(faults)],
  };
}

function tallied(choices: readonly string[]): Readonly<Record<string, number>> {
  const votes = new Map<string, number>();
  for (const choice of choices) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  return Object.fromEntries(votes);
}

function countOf({ cast, options }: Tally): Count {
  return { cast, votes: Object.fromEntries(options.map(({ option, votes }) => [option.code, votes ?? 0])) };
}

/** Options nobody chose count as nothing, named or not. */
function textOf({ cast, votes }: Count): string {
  const named = Object.entries(votes).filter(([, count]) => count > 0);
  return [`${cast}:`, ...named.sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => `${code} ${count}`)].join(
    ' ',
  );
}

interface WholeLog {
  readonly entries: number;
  readonly digest: string;
  readonly said: readonly { readonly kind: string; readonly subject: string; readonly data: Record<string, unknown> }[];
}

/** The log of a conference as anybody at it reads it over the API, page by page. */
async function readWholeLog(client: Client, slug: string): Promise<WholeLog> {
  const bodies = createHash('sha256');
  const said: WholeLog['said'][number][] = [];
  for (let position = 0; ; ) {
    const { conference } = await client.ask<EventsPage>(readEvents, { slug, after: String(position) });
    const { nodes } = conference.events;
    for (const { sequence, body } of nodes) {
      position = sequence;
      bodies.update(`${body}\n`);
      said.push(JSON.parse(body) as WholeLog['said'][number]);
    }
    if (nodes.length === 0 || position >= conference.sequence)
      return { entries: position, digest: bodies.digest('hex'), said };
  }
}
