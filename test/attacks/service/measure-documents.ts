import { introduced } from '../transports';
import type { Arena } from './arena';
import { asSubscription, attackDocuments, type Document, nestings, pageDocuments } from './documents';

/** What one document costs a server that has nothing else to do. */
interface Asked {
  /** Longest time `/healthz` did not answer, in milliseconds: the least of up to three runs. */
  readonly holdMs: number;
  /** `answered`, the code it was refused with, or that it did not come. */
  readonly outcome: string;
  readonly bytes: number;
}

export interface DocumentRow {
  readonly document: string;
  /** Null where it is no query. */
  readonly query: Asked | null;
  /** Null where it cannot be asked for by a subscription. */
  readonly subscription: Asked | null;
  readonly pass: boolean;
}

/** Longest a document may hold the server, in milliseconds. */
export const holdBoundMs = 50;
/** How often `/healthz` is asked, in milliseconds. */
const healthEveryMs = 5;
/** A document that is not answered in this time is given up, and the server started anew, in milliseconds. */
const patienceMs = 8_000;
/** Over the bound by less than this, it is tried again: the machine may have been busy. */
const doubtfulMs = 500;
/** Nestings that the server does not refuse unseen. */
const acceptedNestings = 16;
/** Refused for its size before anything of it was executed. */
const unseen = 'DOCUMENT_TOO_LARGE';

interface Asking extends Document {
  readonly subscription?: string;
}

/** Asks for each document once, as a query and as a subscription. @param each is told of each row */
export async function measureDocuments(
  arena: Arena,
  only: string,
  each: (row: DocumentRow) => void,
): Promise<readonly DocumentRow[]> {
  const rows: DocumentRow[] = [];
  const add = async (asking: Asking, queries: boolean) => {
    const row = await measureOne(arena, asking, queries);
    rows.push(row);
    each(row);
    return row;
  };
  // How the machine is: what is over the bound with nothing to do says nothing of a document.
  await add({ name: 'nothing but the time', query: '{ serverTime }' }, true);
  for (const document of pageDocuments(arena.large)) {
    if (!document.name.includes(only)) continue;
    if (document.isSubscription) await add({ ...document, subscription: document.query }, false);
    else await add(document, true);
  }
  for (const document of attackDocuments(arena.large))
    if (document.name.includes(only)) await add(subscribing(arena, document), true);
  let accepted = 0;
  for (const document of nestings(arena.large)) {
    if (accepted === acceptedNestings) break;
    if (!document.name.includes(only)) continue;
    const asked = await measureOne(arena, subscribing(arena, document), true);
    // A nesting no server would begin with says nothing.
    if (asked.query?.outcome === unseen && asked.subscription?.outcome === unseen && asked.pass) continue;
    accepted += 1;
    rows.push(asked);
    each(asked);
  }
  return rows;
}

function subscribing(arena: Arena, document: Document & { readonly selection?: string }): Asking {
  if (document.selection === undefined) return document;
  return { ...document, subscription: asSubscription(arena.large, document.selection) };
}

async function measureOne(arena: Arena, asking: Asking, queries: boolean): Promise<DocumentRow> {
  const query = queries ? await leastOf(arena, () => overHttp(arena, asking)) : null;
  const subscription = asking.subscription
    ? await leastOf(arena, () => overSocket(arena, asking, asking.subscription as string))
    : null;
  const fits = (asked: Asked | null) => asked === null || (asked.holdMs <= holdBoundMs && asked.outcome !== 'nothing');
  return { document: asking.name, query, subscription, pass: fits(query) && fits(subscription) };
}

async function leastOf(arena: Arena, ask: () => Promise<Omit<Asked, 'holdMs'>>): Promise<Asked> {
  let least: Asked | null = null;
  for (let round = 0; round < 3; round += 1) {
    await arena.rest();
    await arena.watch(healthEveryMs);
    const answer = await ask();
    const holdMs = await arena.silence();
    if (!least || holdMs < least.holdMs) least = { ...answer, holdMs };
    if (answer.outcome === 'nothing' || arena.isDown) await arena.start();
    if (least.holdMs <= holdBoundMs || holdMs > doubtfulMs) break;
  }
  return least as Asked;
}

/** A comment makes it a document nobody has asked for before. */
let asked = 0;
const anew = (query: string) => `${query} #${++asked}`;

function tokenOf({ large }: Arena, as: Document['as']): string | undefined {
  return as === 'chair' ? large.chairToken : as === 'delegate' ? large.tokens[0] : undefined;
}

async function overHttp(arena: Arena, { query, variables, as }: Document): Promise<Omit<Asked, 'holdMs'>> {
  const token = tokenOf(arena, as);
  try {
    const response = await fetch(`${arena.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query: anew(query), variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = Buffer.from(await response.arrayBuffer());
    return outcomeOf(body, response.status);
  } catch {
    return { outcome: 'nothing', bytes: 0 };
  }
}

async function overSocket(arena: Arena, { variables, as }: Document, query: string): Promise<Omit<Asked, 'holdMs'>> {
  const socket = await introduced(arena.url, tokenOf(arena, as));
  socket.on('error', () => undefined);
  try {
    const payload = { query: anew(query), variables };
    return await new Promise((resolve) => {
      const late = setTimeout(() => resolve({ outcome: 'nothing', bytes: 0 }), patienceMs);
      const settle = (answer: Omit<Asked, 'holdMs'>) => {
        clearTimeout(late);
        resolve(answer);
      };
      socket.on('message', (data: Buffer) => {
        if (!/"type":"ping"/.test(data.toString('latin1', 0, 60))) settle(outcomeOf(data, 200));
      });
      socket.on('close', (code) => settle({ outcome: `closed with ${code}`, bytes: 0 }));
      socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload }));
    });
  } finally {
    socket.terminate();
  }
}

function outcomeOf(body: Buffer, status: number): Omit<Asked, 'holdMs'> {
  const beginning = body.toString('utf8', 0, 4_000);
  const isRefused = status >= 400 || /"errors":\[|"type":"error"/.test(beginning.slice(0, 300));
  const code = /"code":"(\w+)"/.exec(beginning)?.[1];
  return { outcome: isRefused ? (code ?? `status ${status}`) : 'answered', bytes: body.length };
}
