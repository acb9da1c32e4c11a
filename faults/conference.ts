import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { leafHash } from '../src/log/canonical';
import { readSince } from '../src/log/read-since';
import { draftPact } from '../src/pact/draft-pact';
import { openPact } from '../src/pact/open-pact';
import { Pact } from '../src/pact/pact';
import { countBallots } from '../src/poll/count';
import { Poll, Secrecy } from '../src/poll/poll';
import { faultsOf, recount } from '../src/record/recount';
import { closePoll } from '../test/support/acts';
import { anOpenPoll } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { tokensOf, type Where } from '../test/support/nodes';
import { until } from '../test/support/until';
import { check, type History, type Verdict } from './checker';
import { Journal } from './journal';
import { Listeners } from './listeners';
import { type Send, send, sendBySocket, sendByStream } from './send';
import type { World } from './world';

/** Requests under way together. */
const hands = 24;
/** How long it waits before that, in milliseconds. */
const pauseMs = 100;
/** Share of requests that are sent twice at once, and of electors who also try another choice under another key. */
const doubled = 0.25;
const adversarial = 0.14;
/** Longest subscribers may take to end at the database's version once all is calm, in milliseconds. */
const calmMs = 15_000;

const cast = 'mutation ($input: CastBallotInput!) { done: castBallot(input: $input) { receipt { sequence } } }';
const sign = 'mutation ($input: SignPactInput!) { done: signPact(input: $input) { receipt { sequence } } }';
const tally = `subscription ($id: ID!) { state: pollTally(pollId: $id) {
  sequence poll { state tally { cast blank options { option { code } votes } } } } }`;
const board = 'subscription ($id: ID!) { state: pactSignatures(pactId: $id) { sequence pact { board { signed } } } }';
/** How acts are sent: as many by HTTP as by socket and event stream together. */
const ways: readonly Send[] = [send, send, send, sendBySocket, sendBySocket, sendByStream];

/** What came of a run. */
export interface Run {
  readonly journal: Journal;
  readonly verdict: Verdict;
  /** Everything but the requests, for looking closer. */
  readonly history: History;
}

interface Work {
  readonly unit: string;
  readonly query: string;
  readonly token: string;
  readonly value: string;
  readonly other: string | null;
  readonly by: Send;
  inputOf(value: string, key: string): object;
}

/**
 * A conference whose members all vote in a NAMED and an UNLINKED poll and sign a pact, in random order, while `during`
 * makes trouble; then everything is closed, read and checked. Clients retry under their key until they know.
 * @param during gets how much of the work is done, from 0 to 1, and may wait for it
 */
export async function holdConference(
  world: World,
  where: Where,
  during: (progress: { reach(share: number): Promise<void> }, hall: Hall) => Promise<void>,
): Promise<Run> {
  const { db, chance } = world;
  const hall = await aHall(db, { members: world.voters });
  const named = await anOpenPoll(hall);
  const unlinked = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
  const pact = await anOpenPact(hall);
  const voters = hall.delegates.slice(0, world.voters);
  const tokens = await tokensOf(db, voters);
  const aWay = () => ways[chance.below(ways.length)] as Send;
  const work = chance.shuffled(
    tokens.flatMap((token, n): Work[] => [
      ...[named, unlinked].map((pollId): Work => {
        const [value, other] = chance.shuffled(['YES', 'NO', 'ABSTAIN']) as [string, string];
        return {
          unit: `${pollId} ${hall.members[n]?.id}`,
          query: cast,
          token,
          value,
          other: chance.next() < adversarial ? other : null,
          by: aWay(),
          inputOf: (choice, idempotencyKey) => ({ pollId, choices: [choice], idempotencyKey }),
        };
      }),
      {
        unit: `${pact.id} ${hall.members[n]?.id}`,
        query: sign,
        token,
        value: 'signed',
        other: chance.next() < adversarial ? 'signed' : null,
        by: aWay(),
        inputOf: (_value, idempotencyKey) => ({ pactId: pact.id, textHash: pact.textHash, idempotencyKey }),
      },
    ]),
  );

  const listeners = new Listeners(where);
  const { bySocket, byStream } = listeners;
  try {
    const logs = [bySocket, bySocket, byStream].map((follow) => listeners.entries(follow, hall.conference.id));
    const polls = [bySocket, byStream].flatMap((follow) =>
      [named, unlinked].map((id) => ({ id, states: listeners.states<TallyState>(follow, tally, id) })),
    );
    const boards = [bySocket, byStream].map((follow) => listeners.states<BoardState>(follow, board, pact.id));
    await until(() => [...polls.map(({ states }) => states), ...boards].every((states) => states.length > 0));

    const journal = new Journal();
    const total = work.length;
    const progress = progressOf(() => 1 - left / total);
    let left = total;
    const labour = Promise.all(
      Array.from({ length: hands }, async () => {
        for (let next = work.pop(); next; next = work.pop()) {
          const item = next;
          const rivals = item.other === null ? [] : [insist(journal, where, item, item.other)];
          const copies = chance.next() < doubled ? 2 : 1;
          const key = randomUUID();
          const own = Array.from({ length: copies }, () => insist(journal, where, item, item.value, key));
          await Promise.all([...own, ...rivals]);
          left -= 1;
          progress.stir();
        }
      }),
    );
    await Promise.all([labour, during(progress, hall)]);

    for (const pollId of [named, unlinked]) await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
    const log = (await readSince(db, hall.conference.id, 0, 100_000)).map(({ body }) => `${leafHash(body)} ${body}`);
    const counts = await countsOf(world, named, unlinked, pact.id);
    const held = await heldOf(world, [named, unlinked], pact.id);
    const closed = ({ id, states }: (typeof polls)[number]) => {
      const last = states.at(-1);
      return last?.poll.state === 'CLOSED' && within(last, id) && tallyWords(last.poll) === held.get(id)?.words;
    };
    const full = (states: readonly BoardState[]) => {
      const last = states.at(-1);
      return last !== undefined && within(last, pact.id) && String(last.pact.board.signed) === held.get(pact.id)?.words;
    };
    const within = ({ sequence }: Positioned, id: string) =>
      sequence >= (held.get(id)?.sequence ?? 0) && sequence <= log.length;
    const giveUpAt = performance.now() + calmMs;
    const calm = () => logs.every(({ length }) => length >= log.length) && polls.every(closed) && boards.every(full);
    while (!calm() && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
    const history: History = {
      attempts: journal.attempts,
      ...counts,
      log,
      readers: logs,
      subscribers: [...polls.map(closed), ...boards.map(full)],
      differences: faultsOf(await recount(db, { slug: hall.conference.slug })),
    };
    return { journal, history, verdict: check(history) };
  } finally {
    await listeners.end();
  }
}

/** Where in the log a state is read at. */
interface Positioned {
  readonly sequence: number;
}

interface TallyState extends Positioned {
  readonly poll: {
    readonly state: string;
    readonly tally: {
      readonly cast: number;
      readonly blank: number;
      readonly options: readonly { readonly option: { readonly code: string }; readonly votes: number }[];
    };
  };
}

interface BoardState extends Positioned {
  readonly pact: { readonly board: { readonly signed: number } };
}

/** A tally in words that are equal when all its counts are. */
function tallyWords({ tally: { cast, blank, options } }: TallyState['poll']): string {
  return wordsOfCounts(cast, blank, Object.fromEntries(options.map(({ option, votes }) => [option.code, votes])));
}

function wordsOfCounts(cast: number, blank: number, votes: Readonly<Record<string, number>>): string {
  const each = Object.entries(votes).map(([code, count]) => `${code} ${count}`);
  return [`cast ${cast}`, `blank ${blank}`, ...each.sort()].join(', ');
}

/** Sends one request until it is known what came of it, always under the same key. */
async function insist(
  journal: Journal,
  where: Where,
  work: Work,
  value: string,
  key: string = randomUUID(),
): Promise<void> {
  const { unit, query, token, by } = work;
  for (;;) {
    const outcome = await journal.record({ unit, value, key }, () =>
      by(where(), query, { input: work.inputOf(value, key) }, token),
    );
    // Read only: nothing was done, and a careful client tries again later.
    const later = outcome.is === 'failed' && outcome.code === 'READ_ONLY';
    if (outcome.is !== 'unknown' && !later) return;
    // All at once and without a pause they would keep the machine from starting the server again.
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function progressOf(share: () => number) {
  const waiting: { readonly at: number; readonly go: () => void }[] = [];
  return {
    reach: (at: number) => new Promise<void>((go) => void (share() >= at ? go() : waiting.push({ at, go }))),
    stir() {
      for (const each of waiting) if (share() >= each.at) each.go();
    },
  };
}

async function anOpenPact(hall: Hall): Promise<Pact> {
  const text = (vi: string) => ({ vi, en: null });
  const { subject: pactId } = await draftPact(hall.db, hall.secretary, {
    conferenceId: hall.conference.id,
    year: null,
    title: text('Giao ước'),
    preamble: null,
    articles: [{ heading: text('Điều 1'), text: text('Thi đua') }],
    targets: [],
    idempotencyKey: null,
  });
  await openPact(hall.db, hall.chair, { pactId, idempotencyKey: null });
  return hall.db.manager.findOneByOrFail(Pact, { id: pactId });
}

/** What the database holds of polls and a pact: the last position that tells of each, and its counts in words. */
async function heldOf({ db }: World, pollIds: readonly string[], pactId: string) {
  const entries = await db.query<{ id: string; sequence: string }[]>(
    `select id, max(sequence) as sequence from event, unnest($1::text[]) as id
     where body like '%' || id || '%' group by id`,
    [[...pollIds, pactId]],
  );
  const counts = await countBallots(db.manager, pollIds);
  const [{ signed }] = await db.query(
    'select count(*) as signed from signature where pact_id = $1 and withdrawn_at is null',
    [pactId],
  );
  return new Map(
    entries.map(({ id, sequence }) => {
      const count = counts.get(id);
      const words = count ? wordsOfCounts(count.cast, count.blank, count.votes) : String(signed);
      return [id, { sequence: Number(sequence), words }];
    }),
  );
}

async function countsOf({ db }: World, named: string, unlinked: string, pactId: string) {
  const counted = await db.query<{ unit: string; value: string | null }[]>(
    `select poll_id || ' ' || elector_id as unit, choices[1] as value from named_ballot where poll_id = $1
     union all select poll_id || ' ' || elector_id, null from poll_roll where poll_id = $2
     union all select pact_id || ' ' || member_id, 'signed' from signature where pact_id = $3 and withdrawn_at is null`,
    [named, unlinked, pactId],
  );
  const ballots = await db.query<{ value: string; count: string }[]>(
    'select choices[1] as value, count(*) from unlinked_ballot where poll_id = $1 group by 1',
    [unlinked],
  );
  const polls = await db.manager.findBy(Poll, { id: In([named, unlinked]) });
  return {
    counted,
    apart: new Map([[unlinked, new Map(ballots.map(({ value, count }) => [value, Number(count)]))]]),
    announced: new Map(polls.map(({ id, result }) => [id, result?.cast ?? -1])),
  };
}
