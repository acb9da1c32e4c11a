import fc from 'fast-check';
import { Secrecy } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { aDraftPoll, anOpenPoll } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import type { Attack } from './attack';
import { leaks } from './documents';
import { frames, type Known, mutated, shaped, soup } from './fuzz-cases';
import type { Target } from './target';
import { Closed, closing, introduced, type Operation, overHttp, overStream, type Reply } from './transports';

export interface FuzzOptions {
  readonly seed: number;
  /** Cases of all kinds together. */
  readonly cases: number;
}

/**
 * Longest an answer may take unless it is BUSY, and longest it may take at all, in milliseconds: who waits for a lock or
 * a connection is told after 5 s, and PostgreSQL has 12 s to answer.
 */
const promptMs = 5_000;
const boundMs = 13_000;
/** How long a subscription may say nothing before it is left. */
const silentMs = 150;
/** How long the answer to a frame is waited for after the pong, in milliseconds. Not every frame has one. */
const answerMs = 20;
/** Properties that run side by side, with different seeds. */
const lanes = 6;
/** Share of each kind. */
const kinds = { 'documents and variables over HTTP': 0.6, 'documents over SSE': 0.15, 'frames over WebSocket': 0.25 };

const schema = makeSchema();

/** Random and mutated documents, variables and frames; each kind is an attack of its own. */
export function fuzzing({ seed, cases }: FuzzOptions): readonly Attack[] {
  return Object.entries(kinds).map(([kind, share]) => {
    const count = Math.ceil(cases * share);
    return {
      experiment: `fuzz: ${count.toLocaleString('en')} ${kind}, seed ${seed}`,
      criterion: `no crash, no 5xx but BUSY, no fault, no stack; each in ${promptMs / 1_000} s, or BUSY in ${boundMs / 1_000} s`,
      async run(target) {
        const startedAt = performance.now();
        const tally: Tally = { longestMs: 0, busy: 0, executed: 0, again: 0 };
        const property = await propertyOf(kind, target, tally);
        await Promise.all(
          Array.from({ length: lanes }, (_, lane) =>
            fc.assert(property(), { seed: seed + lane, numRuns: Math.ceil(count / lanes), maxSkipsPerRun: 10 }),
          ),
        );
        const seconds = (performance.now() - startedAt) / 1_000;
        const words = (given: number) => given.toLocaleString('en');
        const { longestMs, executed, busy, again } = tally;
        const parts = [
          `${words(Math.ceil(count / lanes) * lanes)} cases in ${seconds.toFixed(0)} s`,
          `${words(executed)} gave data`,
          `longest ${Math.round(longestMs)} ms`,
          ...(busy ? [`${busy} BUSY`] : []),
          ...(again ? [`${again} sockets introduced twice`] : []),
        ];
        return { figure: parts.join(', '), pass: true };
      },
    };
  });
}

type Property = () => fc.IAsyncProperty<[unknown]>;

/** What is told of a run. */
interface Tally {
  longestMs: number;
  /** Answers that said so. */
  busy: number;
  /** Answers with data, which got as far as an act or a read. */
  executed: number;
  /** Sockets that were late with their introduction: after a stall Node may see the timer before the message. */
  again: number;
}

type Seen = Pick<Reply, 'status' | 'codes' | 'text' | 'ms'>;

async function propertyOf(kind: string, target: Target, tally: Tally): Promise<Property> {
  const { usual, database } = target;
  // Of its own: what one kind ends, the next one still has.
  const hall = await aHall(database.db, { members: 12 });
  const operations: fc.Arbitrary<Operation> = fc.oneof(
    { weight: 4, arbitrary: shaped(schema, await knownOf(hall)) },
    { weight: 2, arbitrary: mutated(schema) },
    { weight: 1, arbitrary: soup(schema) },
  );
  const check = ({ status, codes, text, ms }: Seen) => {
    tally.longestMs = Math.max(tally.longestMs, ms);
    const isBusy = codes.includes('BUSY');
    if (isBusy) tally.busy += 1;
    if (/"data":\{"\w+":[^n]/.test(text)) tally.executed += 1;
    const reply = `status ${status} after ${Math.round(ms)} ms: ${text.slice(0, 500)}`;
    if (status >= 500 && !(status === 503 && isBusy)) throw new Error(reply);
    if (codes.includes('INTERNAL_SERVER_ERROR')) throw new Error(`a fault, ${reply}`);
    if (leaks(text.replace(/"echo":.*$/, ''))) throw new Error(`a leak, ${reply}`);
    if (ms > (isBusy ? boundMs : promptMs)) throw new Error(`too late, ${reply}`);
  };
  const { secretary, administrator, chair, observer, delegates } = hall;
  const viewers = [secretary, administrator, chair, observer, ...delegates.slice(3, 6)];
  const tokens = [undefined, ...(await Promise.all(viewers.map(target.token)))];
  let turn = 0;
  const token = () => {
    turn += 1;
    return tokens[turn % tokens.length];
  };
  if (kind.includes('WebSocket')) {
    const line = () => introduced(usual.url, token());
    const patiently = () =>
      line().catch((error: unknown) => {
        if (!(error instanceof Closed) || error.code !== late) throw error;
        tally.again += 1;
        return line();
      });
    return () => fc.asyncProperty(frames(operations), frameProperty(patiently, check));
  }
  const send = kind.includes('SSE') ? overStream : overHttp;
  return () =>
    fc.asyncProperty(operations, async (operation) => {
      const { query } = operation;
      const patience = /subscription/.test(String(query)) ? silentMs : undefined;
      check(await send(usual.url, operation, token(), {}, patience));
    });
}

/** What a caller may name that is there. */
async function knownOf(hall: Hall): Promise<Known> {
  const { db, conference, bloc, people, members, agenda } = hall;
  const polls = [await anOpenPoll(hall), await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED })];
  for (let n = 0; n < 3; n += 1) polls.push(await aDraftPoll(hall));
  const [indicator] = await db.query<{ id: string }[]>('select id from indicator limit 1');
  const memberIds = members.map(({ id }) => id);
  const itemIds = agenda.map(({ id }) => id);
  const delegateIds = people.map(({ id }) => id);
  return {
    id: [conference.id, bloc.id, ...polls, ...memberIds, ...itemIds, ...delegateIds],
    conferenceId: [conference.id],
    pollId: polls,
    previousId: polls,
    delegateId: delegateIds,
    memberId: memberIds,
    leaderId: memberIds,
    deputyIds: memberIds,
    itemId: itemIds,
    agendaItemId: itemIds,
    indicatorId: [indicator?.id ?? ''],
    slug: [conference.slug, bloc.slug],
    blocSlug: [bloc.slug],
    year: [2025, 2026],
    first: [1, 5, 50],
    after: [0, 1, 20],
    choices: ['YES', 'NO', 'ABSTAIN'],
    code: ['YES', 'NO', 'ABSTAIN'],
    awardCode: ['CO_TD_CHINH_PHU', 'BK_THU_TUONG'],
    subject: ['RESOLUTION', 'PACT', 'AWARD', 'LEADERSHIP', 'OTHER'],
    idempotencyKey: [null, 'one key', 'another key'],
    vi: ['Thông qua báo cáo?', 'Giao ước thi đua'],
    en: [null, 'Adopt the report?'],
    name: ['Nguyễn Văn An'],
    reason: ['Nhầm lẫn'],
    ttlMinutes: [10, 1_440],
    minutes: [null, 5],
    votes: [0, 3],
    cast: [0, 3],
    decidedOn: ['2026-12-01'],
  };
}

/** The close code of a socket that did not introduce itself in time. */
const late = 4408;

/**
 * Sends each frame on a socket that is used until it is closed; a ping behind it shows that it has been dealt with.
 * Codes from 4400 on are answers; 4500, 1011 and 1006 are not.
 */
function frameProperty(connect: () => ReturnType<typeof introduced>, check: (seen: Seen) => void) {
  let line: Awaited<ReturnType<typeof introduced>> | null = null;
  let sent = 0;
  // Answers come when they come: those of one frame may be seen with the next one.
  const texts: string[] = [];
  return async (frame: string | Buffer): Promise<void> => {
    if (!line || line.readyState !== line.OPEN || sent >= 40) {
      line?.terminate();
      line = await connect();
      line.on('error', () => undefined).on('message', (data) => texts.push(String(data)));
      sent = 0;
    }
    sent += 2;
    const socket = line;
    const startedAt = performance.now();
    const code = await new Promise<number>((resolve) => {
      const silence = setTimeout(() => resolve(-1), boundMs);
      const settle = (given: number) => {
        clearTimeout(silence);
        socket.off('close', settle).off('pong', alive);
        resolve(given);
      };
      const alive = () => settle(0);
      socket.once('close', settle).once('pong', alive);
      socket.send(frame);
      socket.ping();
    });
    if (code === 0 && texts.length === 0) await saysSomething(socket);
    const text = texts.splice(0).join('\n');
    check({
      status: 0,
      codes: [...text.matchAll(/"code":"([A-Z_]+)"/g)].map((match) => match[1] as string),
      text,
      ms: performance.now() - startedAt,
    });
    const isAnswer = code === 0 || code === 1007 || (code >= 4400 && code < 4500);
    if (!isAnswer) throw new Error(`closed with ${code}`);
    if (code > 0) await closing(socket);
  };
}

/** Waits for a message, not for long. */
function saysSomething(socket: Awaited<ReturnType<typeof introduced>>): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(silence);
      socket.off('message', settle);
      resolve();
    };
    const silence = setTimeout(settle, answerMs);
    socket.on('message', settle);
  });
}
