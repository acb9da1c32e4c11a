import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, get, type RequestOptions } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { codes } from '../../src/errors/codes';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, at } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServer } from '../support/server';
import { until } from '../support/until';

const nginx = spawnSync('nginx', ['-v']).status === 0 && spawnSync('openssl', ['version']).status === 0;
const example = readFileSync(join(__dirname, '..', '..', 'ops', 'nginx', 'giaouoc.conf'), 'utf8');
const site = 'hoinghi.example.vn';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server, and nginx before it on the example as it is, but for what is said to be changed and ports that need no rights. */
async function aProxiedServer() {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-nginx-'));
  const tls = await freePort();
  const plain = await freePort();
  const server = await aServer({ PUBLIC_URL: `https://${site}:${tls}`, PROXIES: '127.0.0.1', LOG_LEVEL: 'error' });
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', `/CN=${site}`, '-addext', `subjectAltName=DNS:${site}`];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  const conf = example
    .replaceAll(/listen \[::\].*\n/g, '\n')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${tls} ssl http2;`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${cert};`)
    .replace('server 127.0.0.1:4000;', `server ${new URL(server.app.url).host};`);
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {} http { access_log off; ${own.join(' ')} ${conf} }`;
  writeFileSync(join(folder, 'nginx.conf'), main);
  const proxy = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  });
  const gone = once(proxy, 'exit');
  const lookup = (_: string, options: unknown, done: (...args: any[]) => void) =>
    (options as { all?: boolean }).all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  const trust = { ca: readFileSync(cert), lookup: lookup as never };
  const read = (path: string, options: RequestOptions = {}) =>
    new Promise<{ status: number; body: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
      get(`https://${site}:${tls}${path}`, { ...trust, ...options }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
      }).on('error', reject);
    });
  const close = async () => {
    proxy.kill('SIGTERM');
    await gone;
    await server.close();
    rmSync(folder, { recursive: true });
  };
  const isUp = () =>
    read('/readyz').then(
      ({ status }) => status === 200,
      () => false,
    );
  await until(isUp).catch(async (error) => {
    await close();
    throw error;
  });
  return { server, tls, plain, trust, read, close };
}

describe('ops/nginx/giaouoc.conf', () => {
  if (!nginx) {
    it.skip('is not tested here: nginx and openssl are not installed (apt-get install nginx-light openssl)', () =>
      undefined);
    return;
  }

  it('carries TLS, WebSockets and event streams as they are written', async () => {
    const { server, tls, plain, trust, read, close } = await aProxiedServer();
    try {
      const redirect = await fetch(`http://127.0.0.1:${plain}/x`, { redirect: 'manual' });
      expect([redirect.status, redirect.headers.get('location')?.startsWith('https://')]).toEqual([301, true]);
      expect((await read('/metrics')).status).toBe(404);

      const hall = await aHall(server.database.db, { members: 5 });
      const pollId = await anOpenPoll(hall);
      class Trusting extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { ...trust, origin: `https://${site}:${tls}` });
        }
      }
      const client = createClient({ url: `wss://${site}:${tls}/graphql`, webSocketImpl: Trusting });
      const query = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
      const screen = new Inbox<{ pollTally: { poll: { tally: { cast: number } } } }>(client, {
        query,
        variables: { id: pollId },
      });
      await screen.find(({ pollTally }) => pollTally.poll.tally.cast === 0);

      let streamed = '';
      const parameters = new URLSearchParams({ query, variables: JSON.stringify({ id: pollId }) });
      const stream = get(
        `https://${site}:${tls}/graphql/stream?${parameters}`,
        { ...trust, headers: { accept: 'text/event-stream' } },
        (response) =>
          response.setEncoding('utf8').on('data', (text: string) => {
            streamed += text;
          }),
      );
      await until(() => streamed.includes('"cast":0'));
      await vote(hall, pollId, 0, ['YES']);
      await screen.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
      await until(() => streamed.includes('"cast":1'));
      stream.on('error', () => undefined).destroy();
      await client.dispose();
    } finally {
      await close();
    }
  });

  it('lets 500 phones of one address in, and holds a flood of one address back, but nobody else', async () => {
    const { read, close } = await aProxiedServer();
    const hall = new Agent({ keepAlive: true, maxSockets: 50 });
    const ask = (count: number, path: string) =>
      Promise.all(Array.from({ length: count }, () => read(path, { agent: hall })));
    const question = `/graphql?query=${encodeURIComponent('{ serverTime }')}`;
    try {
      // What a phone asks when it opens, beside the files of the page: the page, who it is, and some five questions.
      const phones = [...(await ask(500, '/live')), ...(await ask(3_000, question))];
      expect(phones.filter(({ status }) => status !== 200)).toEqual([]);
      const held: Awaited<ReturnType<typeof read>>[] = [];
      // At most what the burst, and half a minute at its rate, would let through.
      for (let sent = 0; sent < 12_000 && held.length < 500; sent += 500)
        held.push(...(await ask(500, '/healthz')).filter(({ status }) => status === 429));
      expect(held.length).toBeGreaterThanOrEqual(500);
      const [flood, other] = await Promise.all([ask(500, '/healthz'), read(question, { localAddress: '127.0.0.2' })]);
      expect(flood.some(({ status }) => status === 429)).toBe(true);
      expect([other.status, JSON.parse(other.body).data.serverTime]).toEqual([200, expect.any(String)]);
      const refused = at(held, 0);
      expect(refused.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/json' });
      const { vi, en } = codes.RATE_LIMITED;
      expect(JSON.parse(refused.body)).toMatchObject({
        errors: [{ message: en, extensions: { code: 'RATE_LIMITED', vi, en, facts: { waitSeconds: 1 } } }],
      });
    } finally {
      hall.destroy();
      await close();
    }
  });
});
