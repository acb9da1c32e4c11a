import { issueBadge } from '../../src/auth/issue-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { Role } from '../../src/graphql/authorize/viewer';
import { vote } from '../support/ballots';
import { aViewer } from '../support/hall';
import { type Attack, allOf } from './attack';
import { strictLimits, type Target } from './target';
import {
  closing,
  introduced,
  opened,
  overHttp,
  overStream,
  type Transport,
  transportNames,
  transports,
} from './transports';

const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { token } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';

async function badge({ database, hall }: Target): Promise<{ code: string; accountId: string }> {
  const { code, account } = await issueBadge(database.db, hall.administrator, {
    role: Role.OBSERVER,
    conferenceId: hall.conference.id,
    name: `Khách ${Math.random()}`,
    ttlMinutes: 10,
  });
  return { code, accountId: account.id };
}

const tokenOf = (text: string): string | null => /"token":"([^"]+)"/.exec(text)?.[1] ?? null;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let begun = 0;
/** Half a code that begins like no other one made here. */
function aBeginning(): string {
  begun += 1;
  return `${[15, 10, 5, 0].map((shift) => alphabet[(begun >> shift) & 31]).join('')}-BBBB`;
}

/** Whoever tries a code from an address of the strict server's proxy; the whole answer. */
async function tryCode({ strict }: Target, transport: Transport, code: string, address: string): Promise<string> {
  const operation = { query: signIn, variables: { code } };
  const { text } = await transports[transport](strict.url, operation, undefined, { 'x-forwarded-for': address });
  return text;
}

/** So many wrong codes, ten at once; how many were told so, and how many to wait. */
async function guesses(
  target: Target,
  transport: Transport,
  count: number,
  addressOf: (n: number) => string,
  halfOf = aBeginning,
): Promise<{ wrong: number; waiting: number; others: readonly string[] }> {
  const told: string[] = [];
  const lane = async (first: number) => {
    for (let n = first; n < count; n += 10)
      told.push(await tryCode(target, transport, `${halfOf()}-${String(n).padStart(4, '0')}`, addressOf(n)));
  };
  await Promise.all(Array.from({ length: 10 }, (_, first) => lane(first)));
  const having = (code: string) => told.filter((text) => text.includes(code)).length;
  // A server short of database connections says so, and looks at no code.
  const expected = ['BADGE_INVALID', 'TOO_MANY_TRIES', 'BUSY'];
  const others = told.filter((text) => !expected.some((code) => text.includes(code)));
  return { wrong: having('BADGE_INVALID'), waiting: having('TOO_MANY_TRIES'), others };
}

/** Who comes from elsewhere in a browser. */
const elsewhere: readonly Attack[] = [
  {
    experiment: 'socket from a page of another site (WebSocket)',
    criterion: '403 before it opens',
    async run({ usual }) {
      const refused = await opened(usual.url, { origin: 'https://evil.example' });
      return { figure: `status ${refused}`, pass: refused === 403 };
    },
  },
  {
    experiment: 'event stream from a page of another site (SSE)',
    criterion: '403',
    async run({ usual }) {
      const { status } = await fetch(`${usual.url}/graphql/stream?query=${encodeURIComponent('{ serverTime }')}`, {
        headers: { origin: 'https://evil.example' },
      });
      return { figure: `status ${status}`, pass: status === 403 };
    },
  },
  {
    experiment: 'request from a page of another site (HTTP)',
    criterion: 'no page there may read the answer, nor send JSON',
    async run({ usual }) {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const asked = await fetch(`${usual.url}/graphql`, { method: 'OPTIONS', headers });
      const read = await fetch(`${usual.url}/graphql?query=${encodeURIComponent('{ serverTime }')}`, { headers });
      const allowed = [asked, read].map((response) => response.headers.get('access-control-allow-origin'));
      return { figure: `allowed origin ${allowed.join(', ')}`, pass: allowed.every((origin) => origin === null) };
    },
  },
  ...(
    [
      ['POST', '/graphql', 'text/plain'],
      ['POST', '/graphql', 'application/x-www-form-urlencoded'],
      ['POST', '/graphql', 'multipart/form-data; boundary=x'],
      ['GET', '/graphql', null],
      ['POST', '/graphql/stream', 'text/plain'],
      ['POST', '/graphql/stream', 'application/x-www-form-urlencoded'],
      ['GET', '/graphql/stream', null],
    ] as const
  ).map(
    ([method, path, type]): Attack => ({
      experiment: `CSRF: mutation by ${method} ${path}${type ? ` as ${type.split(';', 1)[0]}` : ''} with the cookie`,
      criterion: 'not executed, and the session lives on',
      async run(target) {
        const token = await target.token(target.hall.observer);
        const cookie = `giaouoc=${token}`;
        const query = 'mutation { signOut { receipt { sequence } } }';
        const response = await fetch(
          `${target.usual.url}${path}${method === 'GET' ? `?query=${encodeURIComponent(query)}` : ''}`,
          {
            method,
            headers: { cookie, ...(type ? { 'content-type': type } : {}) },
            body: method === 'GET' ? null : JSON.stringify({ query }),
          },
        );
        const text = await response.text();
        const still = await overHttp(target.usual.url, { query: '{ me { role } }' }, token);
        return allOf(`status ${response.status}`, {
          'not executed': !text.includes('"signOut":true'),
          lives: still.text.includes('OBSERVER'),
        });
      },
    }),
  ),
];

/** Who has no badge, or somebody else's. */
const badges: readonly Attack[] = [
  ...transportNames.map(
    (transport): Attack => ({
      experiment: `brute force of badge codes from one address, 50 (${transport})`,
      criterion: 'SIGN_IN_TRIES_PER_MINUTE (20) are told that they are wrong, the others to wait; right ones get in',
      async run(target) {
        const hall = `198.51.100.${transportNames.indexOf(transport)}`;
        const { wrong, waiting, others } = await guesses(target, transport, 50, () => hall);
        const { code } = await badge(target);
        const own = await tryCode(target, transport, code, hall);
        const { code: another } = await badge(target);
        const other = await tryCode(target, transport, another, '203.0.113.9');
        const figure = `${wrong} told wrong, ${waiting} told to wait, the right code let in`;
        return allOf([figure, ...others].join('; '), {
          limited: wrong <= strictLimits.triesPerMinute + 5 && wrong > 0,
          'all answered': others.length === 0,
          'the right code': tokenOf(own) !== null,
          'another address': tokenOf(other) !== null,
        });
      },
    }),
  ),
  {
    experiment: 'guesses at one badge whose first half is known, from 30 addresses',
    criterion: 'ten a minute are looked at, whatever the address; other badges get in',
    async run(target) {
      const { code } = await badge(target);
      const half = code.slice(0, 9);
      const { wrong, waiting } = await guesses(
        target,
        'HTTP',
        30,
        (n) => `192.0.2.${100 + n}`,
        () => half,
      );
      const own = await tryCode(target, 'HTTP', code, '192.0.2.99');
      const { code: another } = await badge(target);
      const other = await tryCode(target, 'HTTP', another, '192.0.2.99');
      return allOf(`${wrong} looked at, ${waiting} told to wait`, {
        limited: wrong <= 12 && wrong > 0,
        'nor the right one': tokenOf(own) === null,
        'another badge': tokenOf(other) !== null,
      });
    },
  },
  {
    experiment: 'brute force from 20 addresses, 20 each',
    criterion: 'five times SIGN_IN_TRIES_PER_MINUTE (100) together are told that they are wrong, no more',
    async run(target) {
      const { wrong, waiting, others } = await guesses(target, 'HTTP', 400, (n) => `192.0.2.${n % 20}`);
      return allOf([`${wrong} told wrong, ${waiting} told to wait`, ...others].join('; '), {
        limited: wrong <= 5 * strictLimits.triesPerMinute + 10,
        'all answered': others.length === 0,
      });
    },
  },
  {
    experiment: 'one code, ten sign-ins at once, over all transports',
    criterion: 'one session, the others BADGE_INVALID',
    async run(target) {
      const { code } = await badge(target);
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          transports[transportNames[n % 3] as 'HTTP'](target.usual.url, { query: signIn, variables: { code } }),
        ),
      );
      const sessions = replies.filter(({ text }) => tokenOf(text)).length;
      const invalid = replies.filter(({ codes }) => codes[0] === 'BADGE_INVALID').length;
      return { figure: `${sessions} session, ${invalid} refused`, pass: sessions === 1 && invalid === 9 };
    },
  },
  {
    experiment: 'a code used before, and one that has expired',
    criterion: 'the same answer as for a code that never was',
    async run(target) {
      const used = await badge(target);
      await overHttp(target.usual.url, { query: signIn, variables: { code: used.code } });
      const old = await badge(target);
      await target.database.db.query(`update badge set expires_at = now() - interval '1 s' where account_id = $1`, [
        old.accountId,
      ]);
      const codes = [used.code, old.code, 'ZZZZ-ZZZZ-ZZZZ'];
      const told = await Promise.all(
        codes.map(async (code) => {
          const { text } = await overHttp(target.usual.url, { query: signIn, variables: { code } });
          return text.replace(/"requestId":"[^"]*"/, '');
        }),
      );
      return allOf(/"code":"(\w+)"/.exec(told[0] ?? '')?.[1] ?? 'let in', {
        refused: told.every((text) => text.includes('BADGE_INVALID')),
        'the same': new Set(told).size === 1,
      });
    },
  },
  {
    experiment: 'session fixation: a sign-in with a token chosen before',
    criterion: 'the session has a token of its own, and the chosen one opens nothing',
    async run(target) {
      const chosen = 'f'.repeat(43);
      const { code } = await badge(target);
      const response = await fetch(`${target.usual.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `giaouoc=${chosen}` },
        body: JSON.stringify({ query: signIn, variables: { code } }),
      });
      const token = tokenOf(await response.text());
      const cookie = response.headers.get('set-cookie') ?? '';
      const fixed = await overHttp(target.usual.url, { query: '{ me { role } }' }, chosen);
      return allOf(`token ${token === chosen ? 'adopted' : 'new'}`, {
        'signed in': token !== null,
        new: token !== chosen && !cookie.includes(chosen),
        'chosen one refused': fixed.status === 401,
        'cookie HttpOnly and Strict': /HttpOnly/.test(cookie) && /SameSite=Strict/.test(cookie),
      });
    },
  },
];

/** Who has been shut out, or has left. */
const shutOut: readonly Attack[] = [
  ...(['revoked', 'expired', 'signed out'] as const).map(
    (how): Attack => ({
      experiment: `session ${how}, used again`,
      criterion: 'HTTP 401, WebSocket 4403, SSE 401',
      async run(target) {
        const viewer = await aViewer(target.database.db, Role.OBSERVER, target.hall.conference.id);
        const token = await target.token(viewer);
        if (how === 'revoked')
          await revokeAccount(target.database.db, target.hall.administrator, {
            accountId: viewer.accountId as string,
            idempotencyKey: null,
          } as never);
        else if (how === 'expired')
          await target.database.db.query(`update session set expires_at = now() where account_id = $1`, [
            viewer.accountId,
          ]);
        else await overHttp(target.usual.url, { query: 'mutation { signOut { receipt { sequence } } }' }, token);
        const query = { query: '{ me { role } }' };
        const http = await overHttp(target.usual.url, query, token);
        const stream = await overStream(target.usual.url, query, token);
        const socket = await introduced(target.usual.url, token).then(
          () => 0,
          (error: { code: number }) => error.code,
        );
        return allOf(`${http.status}, ${socket}, ${stream.status}`, {
          http: http.status === 401,
          socket: socket === 4403,
          stream: stream.status === 401,
        });
      },
    }),
  ),
  {
    experiment: 'account revoked while a socket and an event stream of it are open',
    criterion: 'closed with 4403 and UNAUTHENTICATED within 1 s, and nothing comes after',
    async run(target) {
      const { database, hall, usual, pollId } = target;
      const viewer = await aViewer(database.db, Role.OBSERVER, hall.conference.id);
      const token = await target.token(viewer);
      const socket = await introduced(usual.url, token);
      const messages: string[] = [];
      socket.on('message', (data) => messages.push(String(data)));
      const operation = { query: tally, variables: { id: pollId } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: operation }));
      const response = await fetch(`${usual.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(operation),
      });
      const streamed = response.text();
      await new Promise<void>((resolve) => {
        if (messages.length) resolve();
        else socket.once('message', () => resolve());
      });
      const closed = closing(socket);
      const startedAt = performance.now();
      await revokeAccount(database.db, hall.administrator, {
        accountId: viewer.accountId as string,
        idempotencyKey: null,
      } as never);
      const code = await closed;
      const text = await streamed;
      const ms = Math.round(performance.now() - startedAt);
      const before = messages.length;
      const voter = hall.delegates.findIndex((_, n) => n === 0);
      await vote(hall, pollId, voter, ['YES']).catch(() => undefined);
      await overHttp(usual.url, { query: '{ serverTime }' });
      return allOf(`close ${code}, both after ${ms} ms`, {
        code: code === 4403,
        stream: text.includes('UNAUTHENTICATED'),
        time: target.within(ms, 1_000),
        'nothing after': messages.length === before,
      });
    },
  },
];

export const entryAttacks: readonly Attack[] = [...elsewhere, ...badges, ...shutOut];
