import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serializeError } from '../../src/observability/error-serializer';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { aTerminal } from '../support/terminal';

const support = join(__dirname, '..', 'support');
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase('shipped');
});
afterAll(() => database.drop());

/** Every text below a key of this name, wherever it stands. */
function textsBelow(value: unknown, keys: ReadonlySet<string>, inside = false): string[] {
  if (typeof value === 'string') return inside ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    textsBelow(part, keys, Array.isArray(value) ? inside : keys.has(key)),
  );
}

describe('the log of a server', () => {
  it('has a line of JSON for each act of a whole rehearsal, and no code, token or choice', async () => {
    const child = spawn(process.execPath, ['-r', join(support, 'swc-hook.cjs'), join(support, 'start.ts')], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database.url,
        PORT: '0',
        LOG_LEVEL: 'debug',
        DEMO: 'off',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [log, said] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const url = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /serves at (\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      });
    });

    const secrets = new Set<string>();
    const ballots = new Set<string>();
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const sent = JSON.parse(String(init?.body ?? '{}')) as unknown;
      for (const code of textsBelow(sent, new Set(['code', 'token']))) secrets.add(code);
      for (const choice of textsBelow(sent, new Set(['choices']))) ballots.add(choice);
      const response = await real(input, init);
      for (const token of textsBelow(await response.clone().json(), new Set(['token']))) secrets.add(token);
      return response;
    };
    const terminal = aTerminal({ DATABASE_URL: database.url });
    const code = await terminal.giaouoc('rehearse', '--fast', '--secret', '--delegates', '6', '--url', url);
    globalThis.fetch = real;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    expect([code, terminal.shown().slice(-2_000)]).toEqual([0, expect.stringContaining('all agrees')]);

    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const acts = lines.filter(({ kind, field }) => kind === 'mutation' && field === 'castBallot');
    expect(acts.length).toBeGreaterThan(20);
    for (const act of acts) {
      expect(act).toMatchObject({
        code: 'OK',
        ms: expect.any(Number),
        requestId: expect.stringMatching(/^[\w-]{36}$/),
      });
    }
    expect(lines.filter(({ field }) => field === 'signIn').length).toBeGreaterThan(5);
    expect(secrets.size).toBeGreaterThan(10);
    expect(ballots.size).toBeGreaterThan(1);
    for (const secret of secrets) expect(log).not.toContain(secret);
    for (const choice of ballots) expect(log).not.toContain(`"${choice}"`);
    expect(log).not.toMatch(/choices|bearer|[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"/i);
  });
});

describe('serializeError', () => {
  it('tells which statement broke what, and nothing of the ballot it was about', async () => {
    const hall = await aHall(database.db, { members: 6 });
    const pollId = await anOpenPoll(hall);
    await database.db.query(`alter table named_ballot add constraint no_no check (choices <> '{NO}') not valid`);
    const fault = await vote(hall, pollId, 0, ['NO']).catch((error: unknown) => error);
    await database.db.query('alter table named_ballot drop constraint no_no');
    expect(JSON.stringify({ ...(fault as object) })).toContain('NO');
    const record = serializeError(fault);
    expect(record).toMatchObject({ type: 'QueryFailedError', code: '23514', constraint: 'no_no' });
    expect(record.statement).toMatch(/named_ballot/);
    expect(JSON.stringify(record)).not.toMatch(/"NO"|\{NO\}|Failing row/);
    expect(JSON.stringify(record)).not.toContain(hall.delegates[0]!.accountId);
  });
});
