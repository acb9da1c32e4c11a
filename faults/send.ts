import WebSocket from 'ws';
import type { Outcome } from './journal';

/** Longest a client waits for one answer, in milliseconds; it sends the same again then. */
const patienceMs = 4_000;

interface Answer {
  readonly data?: { readonly done?: { readonly receipt: { readonly sequence: number } } | null } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Sends one act, as its client sees it end. */
export type Send = (url: string, query: string, variables: object, token: string) => Promise<Outcome>;

/** One request over HTTP. */
export const send: Send = async (url, query, variables, token) => {
  try {
    const response = await post(`${url}/graphql`, query, variables, token);
    return outcomeOf((await response.json()) as Answer, response.status);
  } catch {
    return { is: 'unknown' };
  }
};

/** One event stream, read to its end. */
export const sendByStream: Send = async (url, query, variables, token) => {
  try {
    const response = await post(`${url}/graphql/stream`, query, variables, token);
    const text = await response.text();
    if (response.status !== 200) return outcomeOf(JSON.parse(text) as Answer, response.status);
    const told = /^data: (\{.*\})$/m.exec(text)?.[1];
    return told === undefined ? { is: 'unknown' } : outcomeOf(JSON.parse(told) as Answer);
  } catch {
    return { is: 'unknown' };
  }
};

/** A socket of its own. */
export const sendBySocket: Send = async (url, query, variables, token) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Outcome>((resolve) => {
      const give = (answer: Answer) => resolve(outcomeOf(answer));
      const lost = () => resolve({ is: 'unknown' });
      late = setTimeout(lost, patienceMs);
      socket.on('error', lost).on('close', lost);
      socket.on('open', () => say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data)) as { type: string; payload: unknown };
        if (type === 'connection_ack') say({ id: '1', type: 'subscribe', payload: { query, variables } });
        if (type === 'next') give(payload as Answer);
        if (type === 'error') give({ errors: payload as Required<Answer>['errors'] });
      });
      const say = (message: object) => socket.send(JSON.stringify(message));
    });
  } finally {
    clearTimeout(late);
    socket.terminate();
  }
};

function post(url: string, query: string, variables: object, token: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(patienceMs),
  });
}

function outcomeOf({ data, errors }: Answer, status?: number): Outcome {
  if (data?.done) return { is: 'ok', sequence: data.done.receipt.sequence };
  const code = errors?.[0]?.extensions.code ?? 'no code';
  // Both say that it may have been done: the same key is safe.
  const is = code === 'BUSY' || code === 'INTERNAL_SERVER_ERROR' ? 'unknown' : 'failed';
  return { is, code, ...(status === undefined ? {} : { status }) };
}
