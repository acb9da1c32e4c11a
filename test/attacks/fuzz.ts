import fc from 'fast-check';
import { makeSchema } from '../../src/schema';
import type { Attack } from './attack';
import { leaks } from './documents';
import { frames, mutated, shaped, soup } from './fuzz-cases';
import type { Target } from './target';
import { closing, introduced, type Operation, overHttp, overStream, type Reply } from './transports';

export interface FuzzOptions {
  readonly seed: number;
  /** Cases of all kinds together. */
  readonly cases: number;
}

/** Longest any case may take, in milliseconds; generous, because others use the machine too. */
const boundMs = 5_000;
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
      criterion: `no crash, no 5xx, no fault, no stack, each in ${boundMs / 1_000} s`,
      async run(target) {
        const startedAt = performance.now();
        const longest = { ms: 0 };
        const property = await propertyOf(kind, target, longest);
        await Promise.all(
          Array.from({ length: lanes }, (_, lane) =>
            fc.assert(property(), { seed: seed + lane, numRuns: Math.ceil(count / lanes), maxSkipsPerRun: 10 }),
          ),
        );
        const seconds = (performance.now() - startedAt) / 1_000;
        return {
          figure: `${(Math.ceil(count / lanes) * lanes).toLocaleString('en')} cases in ${seconds.toFixed(0)} s, longest ${Math.round(longest.ms)} ms`,
          pass: true,
        };
      },
    };
  });
}

type Property = () => fc.IAsyncProperty<[unknown]>;

async function propertyOf(kind: string, target: Target, longest: { ms: number }): Promise<Property> {
  const { hall, usual, pollId } = target;
  const ids = [hall.conference.id, pollId, hall.bloc.id, hall.people[0]?.id ?? '', hall.agenda[0]?.id ?? ''];
  const tokens = [
    undefined,
    ...(await Promise.all([hall.secretary, hall.administrator, hall.delegates[3] ?? hall.observer].map(target.token))),
  ];
  const operations: fc.Arbitrary<Operation> = fc.oneof(
    { weight: 3, arbitrary: shaped(schema, ids) },
    { weight: 2, arbitrary: mutated(schema) },
    { weight: 1, arbitrary: soup(schema) },
  );
  const check = (reply: Pick<Reply, 'status' | 'codes' | 'text' | 'ms'>) => {
    longest.ms = Math.max(longest.ms, reply.ms);
    if (reply.status >= 500) throw new Error(`status ${reply.status}: ${reply.text.slice(0, 300)}`);
    if (reply.codes.includes('INTERNAL_SERVER_ERROR')) throw new Error(`a fault: ${reply.text.slice(0, 300)}`);
    if (leaks(reply.text.replace(/"echo":.*$/, ''))) throw new Error(`a leak: ${reply.text.slice(0, 500)}`);
    if (reply.ms > boundMs) throw new Error(`took ${reply.ms} ms`);
  };
  let turn = 0;
  const token = () => {
    turn += 1;
    return tokens[turn % tokens.length];
  };
  if (kind.includes('WebSocket')) return () => fc.asyncProperty(frames(operations), frameProperty(usual.url, check));
  const send = kind.includes('SSE') ? overStream : overHttp;
  return () =>
    fc.asyncProperty(operations, async (operation) => {
      check(await send(usual.url, operation, token()));
    });
}

/**
 * Sends each frame on a socket that is used until it is closed; a ping behind it shows that it has been dealt with.
 * Codes from 4400 on are answers; 4500, 1011 and 1006 are not.
 */
function frameProperty(url: string, check: (reply: Pick<Reply, 'status' | 'codes' | 'text' | 'ms'>) => void) {
  let line: Awaited<ReturnType<typeof introduced>> | null = null;
  let sent = 0;
  return async (frame: string | Buffer): Promise<void> => {
    if (!line || line.readyState !== line.OPEN || sent >= 40) {
      line?.terminate();
      line = await introduced(url);
      line.on('error', () => undefined);
      sent = 0;
    }
    sent += 2;
    const socket = line;
    const startedAt = performance.now();
    const texts: string[] = [];
    const hear = (data: unknown) => texts.push(String(data));
    socket.on('message', hear);
    const code = await new Promise<number>((resolve) => {
      const late = setTimeout(() => resolve(-1), 10_000);
      const settle = (given: number) => {
        clearTimeout(late);
        socket.off('close', settle).off('pong', alive);
        resolve(given);
      };
      const alive = () => settle(0);
      socket.once('close', settle).once('pong', alive);
      socket.send(frame);
      socket.ping();
    });
    socket.off('message', hear);
    const text = texts.join('\n');
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
