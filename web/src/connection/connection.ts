import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { Contact } from './contact';
import { earlyAnswer } from './early-answer';
import { Lines } from './lines';
import { ServerClock } from './server-clock';
import { serverTimeText } from './texts';

/** Everything a page asks goes through here; one for the page. */
export interface Connection {
  /** Queries and mutations over HTTP, subscriptions over the live lines. The session is the browser's cookie. */
  readonly client: Client;
  readonly lines: Lines;
  readonly contact: Contact;
  readonly clock: ServerClock;
  /** Called when the server ended the session. */
  onSession(hear: () => void): () => void;
}

/** While changes come as event streams, the server is asked so often whether it is there, in milliseconds. */
const askMs = 2_000;
/** An answer is waited for so long: over a slow network several are on their way at once. */
const answerMs = 5_000;
/** How often the clock is compared otherwise, in milliseconds. */
const clockMs = 60_000;

/** Connects at once; queries need not wait for it. */
export function connect(): Connection {
  const contact = new Contact();
  const clock = new ServerClock();
  const ended = new Set<() => void>();
  const lines = new Lines(contact, () => {
    for (const hear of ended) hear();
  });
  const client = new Client({
    url: '/graphql',
    // The server answers GET too, but a link that carries what was asked is not wanted in histories.
    preferGetMethod: false,
    fetch: earlyAnswer,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: lines.follow(() => ({ query, variables: variables ?? {} }), sink as never),
          }),
        }),
      }),
    ],
  });
  const compare = async () => {
    const askedAt = Date.now();
    const serverTime = await askTime();
    if (!serverTime) return;
    clock.learn(serverTime, askedAt, Date.now());
    // A server that answers but sends no changes is no contact: what is shown may be old.
    if (lines.streams) contact.hear('sse');
  };
  void compare();
  setInterval(() => lines.by === 'sse' && void compare(), askMs);
  setInterval(() => {
    clock.forget();
    void compare();
  }, clockMs);
  addEventListener('offline', () => contact.setNetwork(false));
  addEventListener('online', () => contact.setNetwork(true));
  return {
    client,
    lines,
    contact,
    clock,
    onSession(hear) {
      ended.add(hear);
      return () => ended.delete(hear);
    },
  };
}

/** The server's time, or null when it does not answer. */
async function askTime(): Promise<string | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: serverTimeText }),
      signal: AbortSignal.timeout(answerMs),
    });
    const { data } = (await response.json()) as { data?: { serverTime?: string } };
    return data?.serverTime ?? null;
  } catch {
    return null;
  }
}
