import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { Lanes } from '../../src/graphql/lanes';
import { append } from '../../src/log/append';
import type { EventKind } from '../../src/log/kinds';
import { type CreateWebhookInput, createWebhook } from '../../src/webhooks/create-webhook';
import { Post } from '../../src/webhooks/post';
import { Reachable, type Resolve } from '../../src/webhooks/reachable';
import { WebhookSender } from '../../src/webhooks/sender';

export interface Message {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly id: string;
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: Record<string, unknown> };
}

type Answer = number | 'silent';

/** A program outside the server that is sent webhooks, on a port of its own. */
export interface Receiver {
  readonly url: string;
  /** What it has taken or refused, in order. */
  readonly messages: readonly Message[];
  /** The sequences of the entries it took with a status of success. */
  taken(): readonly number[];
  /** How it answers from now on, also by the sequence of the entry; `silent` never does. */
  answer: Answer | ((sequence: number) => Answer);
  /** Headers of its answers. */
  answerHeaders: Record<string, string>;
  /** Most requests it had at the same time. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

export async function aReceiver(host = '127.0.0.1'): Promise<Receiver> {
  const messages: Message[] = [];
  const taken: number[] = [];
  let [atOnce, mostAtOnce] = [0, 0];
  const server = createServer((request, response) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.on('close', () => {
      atOnce -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = JSON.parse(text) as Message['body'];
      messages.push({ headers: request.headers, text, id: String(request.headers['webhook-id']), body });
      const sequence = Number(body.data.sequence);
      const answer = typeof receiver.answer === 'function' ? receiver.answer(sequence) : receiver.answer;
      if (answer === 'silent') return;
      if (answer < 300) taken.push(sequence);
      response.writeHead(answer, receiver.answerHeaders).end('thank you');
    });
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://${host}:${port}/hook`,
    messages,
    taken: () => taken,
    answer: 204,
    answerHeaders: {},
    get mostAtOnce() {
      return mostAtOnce;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

/** Sender options of a test. */
interface SenderOptions {
  readonly networks?: readonly string[];
  readonly resolve?: Resolve;
  readonly httpsOnly?: boolean;
}

/** A sender that may send to this machine, and looks when it is told to. */
export function aSender(db: Database, { networks = ['127.0.0.0/8'], resolve, httpsOnly = false }: SenderOptions = {}) {
  const post = new Post(new Reachable(networks, resolve), httpsOnly);
  const report = (error: unknown) => {
    throw error;
  };
  return new WebhookSender({ db, lanes: new Lanes(), post, staleMs: 600_000, report, onTry: () => undefined });
}

/** Makes a receiver known; @returns its id and secret */
export async function aWebhook(db: Database, viewer: Viewer, input: CreateWebhookInput) {
  const { receipt, secret } = await createWebhook(db, viewer, { httpsOnly: false }, input);
  return { id: receipt.subject, secret: secret as string };
}

/** Appends entries of a kind to a log. */
export async function happen(
  db: Database,
  viewer: Viewer,
  stream: string,
  count: number,
  kind: EventKind = 'pollOpened',
) {
  for (let n = 0; n < count; n += 1) {
    await db.transaction((tx) =>
      append(tx, viewer, [{ stream, kind, subject: randomUUID(), data: { n, vi: 'Cụm "thi đua"' }, topics: [] }]),
    );
  }
}
