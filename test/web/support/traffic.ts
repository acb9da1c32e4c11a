import type { CDPSession, Page } from 'playwright-core';

/** One question and its answer: a request, the handshake of a socket, or what is said over it. */
interface Exchange {
  readonly script: boolean;
  readonly beganAt: number;
  endedAt: number;
  /** What came of the answer and when, as far as it was told while it came. */
  readonly parts: { readonly at: number; readonly bytes: number }[];
  /** All of the answer, once it is there. */
  whole: number;
}

/** What a page moved until a moment, as Chromium counts it: headers too, compressed as it came. */
export interface Moved {
  readonly bytes: number;
  readonly scriptBytes: number;
  /** Longest chain of exchanges each of which began after the one before had its answer. */
  readonly trips: number;
}

export interface Traffic {
  readonly session: CDPSession;
  /** What was moved from the beginning to a moment of the page (`performance.timeOrigin` + `now()`). */
  until(wallMs: number): Moved;
}

/** Counts what a page moves from now on. */
export async function trafficOf(page: Page): Promise<Traffic> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const open = new Map<string, Exchange>();
  const all: Exchange[] = [];
  let wallOffset = 0;
  const begin = (id: string, beganAt: number, script = false) => {
    const exchange = { script, beganAt, endedAt: Number.POSITIVE_INFINITY, parts: [], whole: 0 };
    open.set(id, exchange);
    all.push(exchange);
  };
  const end = (id: string, endedAt: number) => {
    const exchange = open.get(id);
    if (exchange) exchange.endedAt = Math.min(exchange.endedAt, endedAt);
  };
  /** What says to which question an answer over a socket belongs. */
  const named = (requestId: string, text: string) => {
    const { type, id = '' } = JSON.parse(text) as { readonly type: string; readonly id?: string };
    return { type, key: `${requestId} ${type.startsWith('connection') ? 'connection' : id || 'ping'}` };
  };
  session.on('Network.requestWillBeSent', ({ requestId, timestamp, wallTime, type }) => {
    wallOffset = wallTime - timestamp;
    begin(requestId, timestamp, type === 'Script');
  });
  session.on('Network.dataReceived', ({ requestId, timestamp, encodedDataLength }) =>
    open.get(requestId)?.parts.push({ at: timestamp, bytes: encodedDataLength }),
  );
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const exchange = open.get(requestId);
    if (exchange) exchange.whole = encodedDataLength;
    end(requestId, timestamp);
  });
  session.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp }) => begin(requestId, timestamp));
  session.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp }) => end(requestId, timestamp));
  session.on('Network.webSocketFrameSent', ({ requestId, timestamp, response }) => {
    const { type, key } = named(requestId, response.payloadData);
    if (type === 'subscribe' || type === 'connection_init') begin(key, timestamp);
  });
  session.on('Network.webSocketFrameReceived', ({ requestId, timestamp, response }) => {
    const { key } = named(requestId, response.payloadData);
    const exchange = open.get(key);
    exchange?.parts.push({ at: timestamp, bytes: response.payloadData.length });
    end(key, timestamp);
  });
  return {
    session,
    until(wallMs) {
      const at = wallMs / 1_000 - wallOffset;
      const done = all.filter(({ endedAt }) => endedAt <= at).sort((a, b) => a.beganAt - b.beganAt);
      const depths = new Map<Exchange, number>();
      for (const each of done) {
        const before = [...depths].filter(([{ endedAt }]) => endedAt <= each.beganAt).map(([, depth]) => depth);
        depths.set(each, 1 + Math.max(0, ...before));
      }
      const come = ({ endedAt, parts, whole }: Exchange) => {
        const told = parts.filter((part) => part.at <= at).reduce((total, { bytes }) => total + bytes, 0);
        return endedAt <= at ? Math.max(told, whole) : told;
      };
      const sum = (some: readonly Exchange[]) => some.reduce((total, each) => total + come(each), 0);
      return {
        bytes: sum(all),
        scriptBytes: sum(all.filter(({ script }) => script)),
        trips: Math.max(0, ...depths.values()),
      };
    },
  };
}
