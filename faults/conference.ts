import { randomUUID } from 'node:crypto';
import type { Client } from 'graphql-ws';
import { In } from 'typeorm';
import { draftPact } from '../src/pact/draft-pact';
import { openPact } from '../src/pact/open-pact';
import { Pact } from '../src/pact/pact';
import { closePoll } from '../src/poll/close-poll';
import { Poll, Secrecy } from '../src/poll/poll';
import { anOpenPoll } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { Inbox } from '../test/support/inbox';
import { aClient, followLog, tokensOf, type Where } from '../test/support/nodes';
import { check, type History, type Verdict } from './checker';
import { Journal, type Outcome } from './journal';
import type { World } from './world';

/** Requests under way together. */
const hands = 24;
/** Longest a client waits for one answer, in milliseconds; it sends the same again then. */
const patienceMs = 4_000;
/** Share of requests that are sent twice at once, and of electors who also try another choice under another key. */
const doubled = 0.25;
const adversarial = 0.14;
/** Longest subscribers may take to end at the database's version once all is calm, in milliseconds. */
const calmMs = 15_000;

const cast = 'mutation ($input: CastBallotInput!) { done: castBallot(input: $input) { sequence } }';
const sign = 'mutation ($input: SignPactInput!) { done: signPact(input: $input) { sequence } }';
const tally = 'subscription ($id: ID!) { state: pollTally(pollId: $id) { sequence tally { cast } poll { state } } }';
const board = 'subscription ($id: ID!) { state: pactSignatures(pactId: $id) { sequence board { signed } } }';

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
          inputOf: (choice, idempotencyKey) => ({ pollId, choices: [choice], idempotencyKey }),
        };
      }),
      {
        unit: `${pact.id} ${hall.members[n]?.id}`,
        query: sign,
        token,
        value: 'signed',
        other: chance.next() < adversarial ? 'signed' : null,
        inputOf: (_value, idempotencyKey) => ({ pactId: pact.id, textHash: pact.textHash, idempotencyKey }),
      },
    ]),
  );

  const clients: Client[] = [];
  const socket = () => {
    const client = aClient(where);
    clients.push(client);
    return client;
  };
  try {
    const logs = [0, 1, 2].map(() => followLog(socket(), hall.conference.id));
    const polls = [named, unlinked, named, unlinked].map(
      (id) => new Inbox<State>(socket(), { query: tally, variables: { id } }),
    );
    const boards = [0, 1].map(() => new Inbox<State>(socket(), { query: board, variables: { id: pact.id } }));
    await Promise.all([...polls, ...boards].map((inbox) => inbox.next()));

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
    const end = await endOf(world, hall);
    const counts = await countsOf(world, named, unlinked, pact.id);
    const closed = (inbox: Inbox<State>) => {
      const last = inbox.all.at(-1)?.state;
      return last?.poll?.state === 'CLOSED' && last.tally?.cast === world.voters;
    };
    const full = (inbox: Inbox<State>) => inbox.all.at(-1)?.state.board?.signed === world.voters;
    const giveUpAt = performance.now() + calmMs;
    const calm = () => logs.every((log) => log.length >= end) && polls.every(closed) && boards.every(full);
    while (!calm() && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
    const history: History = {
      attempts: journal.attempts,
      ...counts,
      end,
      readers: logs,
      subscribers: [...polls.map(closed), ...boards.map(full)],
    };
    return { journal, history, verdict: check(history) };
  } finally {
    for (const client of clients) await Promise.resolve(client.dispose()).catch(() => undefined);
  }
}

interface State {
  readonly state: {
    readonly tally?: { readonly cast: number };
    readonly poll?: { readonly state: string };
    readonly board?: { readonly signed: number };
  };
}

/** Sends one request until it is known what came of it, always under the same key. */
async function insist(
  journal: Journal,
  where: Where,
  work: Work,
  value: string,
  key: string = randomUUID(),
): Promise<void> {
  const { unit, query, token } = work;
  for (;;) {
    const outcome = await journal.record({ unit, value, key }, () =>
      send(where(), query, { input: work.inputOf(value, key) }, token),
    );
    // Read only: nothing was done, and a careful client tries again later.
    const later = outcome.is === 'failed' && outcome.code === 'READ_ONLY';
    if (outcome.is !== 'unknown' && !later) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One request over HTTP, as its client sees it end. */
export async function send(url: string, query: string, variables: object, token: string): Promise<Outcome> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const { data, errors } = (await response.json()) as {
      data?: { done?: { sequence: number } | null };
      errors?: readonly { extensions: { code: string } }[];
    };
    if (data?.done) return { is: 'ok', sequence: data.done.sequence };
    const code = errors?.[0]?.extensions.code ?? 'no code';
    // Both say that it may have been done: the same key is safe.
    return code === 'BUSY' || code === 'INTERNAL_SERVER_ERROR' ? { is: 'unknown' } : { is: 'failed', code };
  } catch {
    return { is: 'unknown' };
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

async function endOf({ db }: World, hall: Hall): Promise<number> {
  const [head] = await db.query<{ sequence: string }[]>('select sequence from log_head where stream = $1', [
    hall.conference.id,
  ]);
  return Number(head?.sequence);
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
