import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { aDetour } from '../support/proxy';
import { until } from '../support/until';
import { type Attack, allOf } from './attack';
import { strictLimits, type Target } from './target';
import { Closed, closing, heard, introduced, opened, overHttp, overStream, transports } from './transports';

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';

/** A raw connection to a server. */
async function connectTcp(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Milliseconds until the other side has closed a connection. */
async function closedAfter(socket: Socket, startedAt = performance.now()): Promise<number> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
  return performance.now() - startedAt;
}

const secondsOf = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Whether a server still answers; asked again where a connection it has closed was tried first. */
const answers = async (url: string): Promise<boolean> => {
  const ask = () => fetch(`${url}/healthz`).then(({ status }) => status === 200);
  return ask().catch(ask);
};

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${length}\r\n\r\n`;

/** Bodies and frames that are too large, or slow. */
const bodies: readonly Attack[] = [
  ...(['/graphql', '/graphql/stream'] as const).map(
    (path): Attack => ({
      experiment: `body of 5 MB (${path})`,
      criterion: '413, or cut off before it was read',
      async run({ usual }) {
        const sent = fetch(usual.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `{"query":"{ serverTime }","variables":{"a":"${'x'.repeat(5_000_000)}"}}`,
        });
        const status = await sent.then(
          (response) => response.status,
          () => 'cut off',
        );
        return allOf(`${status}`, { refused: status === 413 || status === 'cut off', lives: await answers(usual.url) });
      },
    }),
  ),
  ...(['/graphql', '/graphql/stream'] as const).map(
    (path): Attack => ({
      experiment: `body of 40 MB in 40 kB of gzip (${path})`,
      criterion: 'refused, never inflated: memory grows by less than 20 MB',
      async run(target) {
        const before = await target.metric(target.usual, 'process_resident_memory_bytes');
        const body = gzipSync(`{"query":"{ serverTime }","variables":{"a":"${'x'.repeat(40_000_000)}"}}`);
        const { status } = await fetch(target.usual.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body,
        });
        const grownMb = ((await target.metric(target.usual, 'process_resident_memory_bytes')) - before) / 1e6;
        return allOf(`status ${status}, ${grownMb.toFixed(1)} MB`, {
          refused: status >= 400 && status < 500,
          memory: grownMb < 20,
        });
      },
    }),
  ),
  {
    experiment: 'frame of 5 MB (WebSocket)',
    criterion: 'closed with 1009',
    async run({ usual }) {
      const socket = await introduced(usual.url);
      const code = closing(socket);
      socket.on('error', () => undefined).send(`{"type":"ping","payload":{"a":"${'x'.repeat(5_000_000)}"}}`);
      return { figure: `close ${await code}`, pass: (await code) === 1009 };
    },
  },
  {
    experiment: 'frames compressed though that was not agreed (WebSocket)',
    criterion: 'compression is not agreed; closed with 1002',
    async run({ usual }) {
      const socket = await opened(usual.url);
      if (typeof socket === 'number') return { figure: `status ${socket}`, pass: false };
      const code = closing(socket);
      // RSV1 set: a compressed frame, masked with zeros.
      (socket as never as { _socket: Socket })._socket.write(Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x61]));
      return allOf(`extensions "${socket.extensions}", close ${await code}`, {
        'none agreed': socket.extensions === '',
        closed: (await code) === 1002,
      });
    },
  },
  ...(['/graphql', '/graphql/stream'] as const).map(
    (path): Attack => ({
      experiment: `slow bodies: 50 that never end (${path})`,
      criterion: 'each closed within 1.5 s of REQUEST_TIMEOUT_MS (2 s); others are answered meanwhile',
      async run({ strict, within }) {
        const startedAt = performance.now();
        const sockets = await Promise.all(Array.from({ length: 50 }, () => connectTcp(strict.url)));
        for (const socket of sockets) socket.write(`${head(path, 1_000)}{"query"`);
        const meanwhile = await answers(strict.url);
        const took = await Promise.all(sockets.map((socket) => closedAfter(socket, startedAt)));
        const longest = Math.max(...took);
        return allOf(`all closed after ${secondsOf(longest)}`, {
          time: within(longest, strictLimits.requestMs + 1_500),
          meanwhile,
        });
      },
    }),
  ),
  {
    experiment: 'slow heads: 50 connections that send one line and no more',
    criterion: 'each closed within 1.5 s of REQUEST_TIMEOUT_MS (2 s)',
    async run({ strict, within }) {
      const startedAt = performance.now();
      const sockets = await Promise.all(Array.from({ length: 50 }, () => connectTcp(strict.url)));
      for (const socket of sockets) socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\n');
      const longest = Math.max(...(await Promise.all(sockets.map((socket) => closedAfter(socket, startedAt)))));
      return allOf(`all closed after ${secondsOf(longest)}`, {
        time: within(longest, strictLimits.requestMs + 1_500),
      });
    },
  },
];

/** Sockets that do not follow the protocol. */
const manners: readonly Attack[] = [
  {
    experiment: 'socket that never introduces itself',
    criterion: 'closed with 4408 within 4 s',
    async run({ usual, within }) {
      const socket = await opened(usual.url);
      if (typeof socket === 'number') return { figure: `status ${socket}`, pass: false };
      const startedAt = performance.now();
      const code = await closing(socket);
      const ms = performance.now() - startedAt;
      return allOf(`close ${code} after ${secondsOf(ms)}`, { code: code === 4408, time: within(ms, 4_000) });
    },
  },
  {
    experiment: 'subscription before the introduction',
    criterion: 'closed with 4401',
    async run({ usual }) {
      const socket = await opened(usual.url);
      if (typeof socket === 'number') return { figure: `status ${socket}`, pass: false };
      const code = closing(socket);
      socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ serverTime }"}}');
      return { figure: `close ${await code}`, pass: (await code) === 4401 };
    },
  },
  {
    experiment: 'wrong token (HTTP, WebSocket, SSE)',
    criterion: '401, closed with 4403, 401',
    async run({ usual }) {
      const token = 'x'.repeat(43);
      const http = await overHttp(usual.url, { query: '{ serverTime }' }, token);
      const stream = await overStream(usual.url, { query: '{ serverTime }' }, token);
      const socket = await introduced(usual.url, token).catch((error: unknown) => error);
      const code = socket instanceof Closed ? socket.code : 0;
      return allOf(`${http.status}, ${code}, ${stream.status}`, {
        http: http.status === 401,
        socket: code === 4403,
        stream: stream.status === 401,
      });
    },
  },
  ...(
    [
      ['no JSON', 'hello', 4400],
      ['of a type only servers send', '{"id":"1","type":"next","payload":{"data":null}}', 4400],
      ['an unknown type', '{"type":"evil"}', 4400],
      ['a null payload', '{"id":"2","type":"subscribe","payload":null}', 4400],
      ['a binary frame', Buffer.from([0xff, 0xfe]), 4400],
      ['a second introduction', '{"type":"connection_init"}', 4429],
    ] as const
  ).map(
    ([name, frame, code]): Attack => ({
      experiment: `message: ${name} (WebSocket)`,
      criterion: `closed with ${code}`,
      async run({ usual }) {
        const socket = await introduced(usual.url);
        const closed = closing(socket);
        socket.send(frame);
        return { figure: `close ${await closed}`, pass: (await closed) === code };
      },
    }),
  ),
  {
    experiment: 'two operations under one id (WebSocket)',
    criterion: 'closed with 4409',
    async run({ usual, pollId }) {
      const socket = await introduced(usual.url);
      const closed = closing(socket);
      const message = JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: tally, variables: { id: pollId } },
      });
      socket.send(message);
      socket.send(message);
      return { figure: `close ${await closed}`, pass: (await closed) === 4409 };
    },
  },
  {
    experiment: 'frame without a mask (WebSocket)',
    criterion: 'closed with 1002',
    async run({ usual }) {
      const socket = await introduced(usual.url);
      const closed = closing(socket);
      (socket as never as { _socket: Socket })._socket.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
      return { figure: `close ${await closed}`, pass: (await closed) === 1002 };
    },
  },
  {
    experiment: 'upgrades that are refused and reset at once, 200 times',
    criterion: 'the process lives',
    async run({ usual }) {
      for (let n = 0; n < 200; n += 1) {
        const socket = await connectTcp(usual.url);
        socket.write(
          `GET /${n % 2 ? 'evil' : 'graphql'} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\norigin: https://evil.example\r\n\r\n`,
        );
        socket.resetAndDestroy();
      }
      return allOf('', { lives: await answers(usual.url) });
    },
  },
  {
    experiment: 'half-open sockets: 20 whose network is gone (WebSocket)',
    criterion: 'all freed in 12 s',
    async run(target) {
      const { usual } = target;
      const detour = await aDetour(usual.url);
      try {
        const before = await target.metric(usual, 'giaouoc_connections');
        const through = detour.through(usual.url).replace(/\/$/, '');
        await Promise.all(Array.from({ length: 20 }, () => introduced(through)));
        const full = await target.metric(usual, 'giaouoc_connections');
        detour.stall();
        const startedAt = performance.now();
        while ((await target.metric(usual, 'giaouoc_connections')) > before && performance.now() - startedAt < 50_000)
          await new Promise((resolve) => setTimeout(resolve, 100));
        const ms = performance.now() - startedAt;
        return allOf(`${full - before} sockets, all freed after ${secondsOf(ms)}`, {
          'were open': full - before === 20,
          time: target.within(ms, 12_000),
        });
      } finally {
        await detour.close();
      }
    },
  },
];

const wholeSchema = getIntrospectionQuery();

/** Event streams of a tally on the strict server, from any address, that are open until they are ended together. */
function streamsOf({ strict, pollId, metric }: Target) {
  let over = new AbortController();
  return {
    async open(address: string): Promise<number> {
      const { status } = await fetch(`${strict.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ query: tally, variables: { id: pollId } }),
        signal: over.signal,
      });
      return status;
    },
    async end(): Promise<void> {
      over.abort();
      over = new AbortController();
      await until(async () => (await metric(strict, 'giaouoc_connections')) === 0);
    },
  };
}

/** Too much of what is allowed. */
const floods: readonly Attack[] = [
  {
    experiment: '5,000 subscriptions on one socket',
    criterion: 'closed with 4429, no group left',
    async run(target) {
      const { usual, pollId } = target;
      const socket = await introduced(usual.url, await target.token(target.hall.observer));
      const before = await target.metric(usual, 'giaouoc_live_groups');
      const closed = closing(socket);
      for (let n = 0; n < 5_000; n += 1) {
        const query = `subscription ($id: ID!) { a${n % 10}: pollTally(pollId: $id) { poll { tally { cast } } } }`;
        socket.send(
          JSON.stringify({ id: String(n), type: 'subscribe', payload: { query, variables: { id: pollId } } }),
        );
      }
      const code = await closed;
      await until(async () => (await target.metric(usual, 'giaouoc_live_groups')) <= before);
      return { figure: `close ${code}`, pass: code === 4429 };
    },
  },
  {
    experiment: '100,000 pings in one burst (WebSocket)',
    criterion: 'closed with 4429 after 200 answers at most; a request meanwhile is answered in 500 ms',
    async run({ usual }) {
      const socket = await introduced(usual.url);
      socket.on('error', () => undefined);
      let pongs = 0;
      socket.on('pong', () => {
        pongs += 1;
      });
      const closed = closing(socket);
      const ping = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
      (socket as never as { _socket: Socket })._socket.write(
        Buffer.concat(Array.from({ length: 100_000 }, () => ping)),
      );
      const { ms } = await overHttp(usual.url, { query: '{ serverTime }' });
      const code = await closed;
      return allOf(`close ${code}, ${pongs} answers, request in ${Math.round(ms)} ms`, {
        code: code === 4429,
        answers: pongs <= 201,
        request: ms < 500,
      });
    },
  },
  {
    experiment: '20,000 messages in one burst (WebSocket)',
    criterion: 'closed with 4429 after 200 answers at most; a request meanwhile is answered in 500 ms',
    async run({ usual }) {
      const socket = await introduced(usual.url);
      socket.on('error', () => undefined);
      let pongs = 0;
      socket.on('message', (data) => {
        if (String(data).includes('pong')) pongs += 1;
      });
      const closed = closing(socket);
      for (let n = 0; n < 20_000; n += 1) socket.send('{"type":"ping"}');
      const { ms } = await overHttp(usual.url, { query: '{ serverTime }' });
      const code = await closed;
      return allOf(`close ${code}, ${pongs} answers, request in ${Math.round(ms)} ms`, {
        code: code === 4429,
        answers: pongs <= 201,
        request: ms < 500,
      });
    },
  },
  {
    experiment: '30 sockets of one session',
    criterion: '20 stay, the others are closed with 4429',
    async run(target) {
      const token = await target.token(target.hall.observer);
      const results = await Promise.all(
        Array.from({ length: 30 }, () => introduced(target.usual.url, token).catch((error: unknown) => error)),
      );
      const refused = results.filter((each) => each instanceof Closed && each.code === 4429).length;
      for (const each of results) if (each && !(each instanceof Error)) (each as { terminate(): void }).terminate();
      return { figure: `${30 - refused} stayed, ${refused} closed with 4429`, pass: refused === 10 };
    },
  },
  {
    experiment: '30 event streams of one session (SSE)',
    criterion: '20 stay, the others get 429',
    async run(target) {
      const token = await target.token(target.hall.observer);
      const over = new AbortController();
      const results = await Promise.all(
        Array.from({ length: 30 }, () =>
          fetch(`${target.usual.url}/graphql/stream`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: JSON.stringify({ query: tally, variables: { id: target.pollId } }),
            signal: over.signal,
          }).then(({ status }) => status),
        ),
      );
      over.abort();
      const refused = results.filter((status) => status === 429).length;
      return { figure: `${30 - refused} stayed, ${refused} got 429`, pass: refused === 10 };
    },
  },
  {
    experiment: 'sockets of the public from one address, over its limit of 60',
    criterion: '60 stay, the others get 429; another address is let in; all free again afterwards',
    async run({ strict }) {
      const from = (address: string) => opened(strict.url, { 'x-forwarded-for': address });
      const results = await Promise.all(Array.from({ length: 75 }, () => from('198.51.100.7')));
      const refused = results.filter((each) => each === 429).length;
      const other = await from('203.0.113.9');
      const all = [...results, other].filter((each) => typeof each !== 'number');
      const gone = Promise.all(all.map((socket) => closing(socket)));
      for (const socket of all) socket.terminate();
      await gone;
      // The server hears of the ends a moment later.
      await until(async () => {
        const again = await from('198.51.100.7');
        if (typeof again !== 'number') again.terminate();
        return typeof again !== 'number';
      });
      return allOf(`${75 - refused} stayed, ${refused} got 429`, {
        refused: refused === 15,
        'another address': typeof other !== 'number',
      });
    },
  },
  {
    experiment: 'sockets of the public from many addresses, over the total of 80',
    criterion: 'the others get 503, and requests are answered',
    async run({ strict }) {
      const results = await Promise.all(
        Array.from({ length: 100 }, (_, n) => opened(strict.url, { 'x-forwarded-for': `198.51.100.${n}` })),
      );
      const refused = results.filter((each) => each === 503).length;
      const meanwhile = await answers(strict.url);
      for (const socket of results) if (typeof socket !== 'number') socket.terminate();
      return allOf(`${100 - refused} stayed, ${refused} got 503`, { refused: refused >= 20, meanwhile });
    },
  },
  {
    experiment: 'event streams of the public from one address, over its limit of 60 (SSE)',
    criterion: '60 stay, the others get 429; another address is let in; all free again afterwards',
    async run(target) {
      const { open, end } = streamsOf(target);
      const statuses = await Promise.all(Array.from({ length: 75 }, () => open('198.51.100.8')));
      const refused = statuses.filter((status) => status === 429).length;
      const other = await open('203.0.113.8');
      await end();
      const again = await open('198.51.100.8');
      await end();
      return allOf(`${75 - refused} stayed, ${refused} got 429`, {
        refused: refused === 15,
        'another address': other === 200,
        free: again === 200,
      });
    },
  },
  {
    experiment: 'event streams of the public from many addresses, over the total of 80 (SSE)',
    criterion: '80 stay, the others get 503, and requests are answered',
    async run(target) {
      const { open, end } = streamsOf(target);
      const statuses = await Promise.all(Array.from({ length: 100 }, (_, n) => open(`198.51.100.${n}`)));
      const refused = statuses.filter((status) => status === 503).length;
      const meanwhile = await answers(target.strict.url);
      await end();
      return allOf(`${100 - refused} stayed, ${refused} got 503`, { refused: refused === 20, meanwhile });
    },
  },
  {
    experiment: 'socket that asks for the whole schema 150 times and reads nothing (WebSocket)',
    criterion: 'cut off in 10 s, memory grows by less than 60 MB; a request meanwhile is answered in 1.5 s',
    async run(target) {
      const { usual } = target;
      const open = await target.metric(usual, 'giaouoc_connections');
      const before = await target.metric(usual, 'process_resident_memory_bytes');
      const socket = await introduced(usual.url);
      socket.on('error', () => undefined).pause();
      for (let n = 0; n < 150; n += 1)
        socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query: wholeSchema } }));
      const startedAt = performance.now();
      const { ms } = await overHttp(usual.url, { query: '{ serverTime }' });
      const isCut = async () => (await target.metric(usual, 'giaouoc_connections')) <= open;
      await until(isCut);
      const cutMs = performance.now() - startedAt;
      const grownMb = ((await target.metric(usual, 'process_resident_memory_bytes')) - before) / 1e6;
      socket.terminate();
      const figure = `cut off after ${secondsOf(cutMs)}, ${grownMb.toFixed(0)} MB, request in ${Math.round(ms)} ms`;
      return allOf(figure, {
        time: target.within(cutMs, 10_000),
        memory: grownMb < 60,
        request: target.within(ms, 1_500),
      });
    },
  },
  {
    experiment: '20 event streams of the whole schema that nobody reads (SSE)',
    criterion: 'all freed in 10 s, memory grows by less than 60 MB',
    async run(target) {
      const { usual } = target;
      const open = await target.metric(usual, 'giaouoc_connections');
      const before = await target.metric(usual, 'process_resident_memory_bytes');
      const body = JSON.stringify({ query: wholeSchema });
      const sockets = await Promise.all(Array.from({ length: 20 }, () => connectTcp(usual.url)));
      for (const socket of sockets) socket.pause().write(head('/graphql/stream', body.length) + body);
      const startedAt = performance.now();
      await until(async () => (await target.metric(usual, 'giaouoc_connections')) <= open);
      const ms = performance.now() - startedAt;
      const grownMb = ((await target.metric(usual, 'process_resident_memory_bytes')) - before) / 1e6;
      for (const socket of sockets) socket.destroy();
      return allOf(`freed after ${secondsOf(ms)}, ${grownMb.toFixed(0)} MB`, {
        time: target.within(ms, 10_000),
        memory: grownMb < 60,
      });
    },
  },
  {
    experiment: 'different subscriptions of the public, over PUBLIC_LIVE_GROUPS (5)',
    criterion: 'the sixth is refused, one like an earlier one is not, and who is signed in is not',
    async run(target) {
      const { strict, pollId } = target;
      await until(async () => (await target.metric(strict, 'giaouoc_live_groups')) === 0);
      const socket = await introduced(strict.url);
      const ask = async (line: typeof socket, id: string, n: number) => {
        const query = `subscription ($id: ID!) { a${n}: pollTally(pollId: $id) { poll { tally { cast } } } }`;
        const answer = heard(line);
        line.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables: { id: pollId } } }));
        return (await answer).text;
      };
      for (let n = 0; n < 5; n += 1) await ask(socket, `first ${n}`, n);
      const sixth = await ask(socket, 'sixth', 5);
      const equal = await ask(await introduced(strict.url), 'equal', 0);
      const known = await introduced(strict.url, await target.token(target.hall.observer));
      const signedIn = await ask(known, 'known', 5);
      const stream = await transports.SSE(strict.url, {
        query: 'subscription ($id: ID!) { another: pollTally(pollId: $id) { poll { tally { cast } } } }',
        variables: { id: pollId },
      });
      socket.terminate();
      known.terminate();
      return allOf(/"code":"(\w+)"/.exec(sixth)?.[1] ?? 'let in', {
        'refused over WebSocket': sixth.includes('TOO_MANY_SUBSCRIPTIONS'),
        'refused over SSE': stream.codes.includes('TOO_MANY_SUBSCRIPTIONS'),
        'equal joins': equal.includes('"cast"'),
        'signed in opens': signedIn.includes('"cast"'),
      });
    },
  },
];

export const wireAttacks: readonly Attack[] = [...bodies, ...manners, ...floods];
