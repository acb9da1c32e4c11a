import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Serving, serve } from '../../src/cli/start';
import { ConferenceState } from '../../src/conference/conference';
import { readConfig } from '../../src/config/config';
import { Role } from '../../src/graphql/authorize/viewer';
import { loadShipped } from '../../src/import/load-shipped';
import { aCaller } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';
import { aTerminal } from '../support/terminal';

// These tests bring an app of their own; the real one would build the whole schema first.
jest.mock('../../src/app/start', () => ({}));

let test: TestDatabase;

beforeEach(async () => {
  test = await freshDatabase();
});
afterEach(() => test.drop());

/** Starts an app without its parts; `until` is a line that was printed. */
function begin(env: Record<string, string> = {}, start?: () => Promise<Serving>) {
  const terminal = aTerminal(env);
  const close = jest.fn(async () => undefined);
  const app: Serving = { url: 'http://127.0.0.1:4000', db: test.db, close };
  const served = serve(start ?? (async () => app), readConfig(env), { ...terminal, values: {}, positionals: [] });
  const until = async (part: string) => {
    while (!terminal.shown().includes(part)) await new Promise((settle) => setTimeout(settle, 5));
  };
  return { terminal, close, app, served, until };
}

describe('giaouoc start', () => {
  it('refuses a port that is taken before it makes a data folder', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as { port: number };
    const folder = join(tmpdir(), `giaouoc-never-${process.pid}`);
    const terminal = aTerminal({ PORT: String(port), DATA_DIR: folder });
    expect(await terminal.giaouoc('start')).toBe(1);
    expect(terminal.said).toEqual([
      `Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another with PORT.`,
    ]);
    expect(existsSync(folder)).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('serve', () => {
  it('says where it serves and gives the first administrator a badge, until a signal', async () => {
    const { terminal, close, served, until } = begin({ DEMO: 'off' });
    await until('administrator');
    expect(terminal.shown()).toContain('serves at http://127.0.0.1:4000');
    const code = /^ {2}(\w{4}-\w{4}-\w{4})$/m.exec(terminal.shown())?.[1] ?? '';
    expect(terminal.printed.at(-1)).toBe(`  http://127.0.0.1:4000/chair#c=${code}`);
    const { token } = await signIn(test.db, { code }, aCaller());
    expect((await authenticate(test.db, token)).role).toBe(Role.ADMINISTRATOR);
    expect(close).not.toHaveBeenCalled();
    terminal.signals.emit('SIGTERM', 'SIGTERM');
    await served;
    expect(close).toHaveBeenCalledTimes(1);
    expect(terminal.exits).toEqual([]);
    expect(terminal.signals.listenerCount('SIGTERM') + terminal.signals.listenerCount('SIGINT')).toBe(0);
  });

  it('names the public address, and no badge once there is an administrator', async () => {
    const first = begin({ DEMO: 'off' });
    await first.until('administrator');
    const code = /^ {2}(\S+)$/m.exec(first.terminal.shown())?.[1] ?? '';
    await signIn(test.db, { code }, aCaller());
    first.terminal.signals.emit('SIGINT', 'SIGINT');
    await first.served;

    const { terminal, served, until } = begin({
      DEMO: 'off',
      PUBLIC_URL: 'https://hoinghi.example.vn',
      PRODUCTION: 'off',
    });
    await until('serves at https://hoinghi.example.vn');
    terminal.signals.emit('SIGINT', 'SIGINT');
    await served;
    expect(terminal.shown()).not.toContain('badge');
  });

  it('prints no code in production, where the output is kept', async () => {
    const { terminal, served, until } = begin({ PUBLIC_URL: 'https://hoinghi.example.vn' });
    await until('  giaouoc badge --role administrator');
    terminal.signals.emit('SIGINT', 'SIGINT');
    await served;
    expect(terminal.shown()).not.toMatch(/\w{4}-\w{4}-\w{4}/);
  });

  it('prints a code for everybody in the open rehearsal of a demonstration', async () => {
    const original = await aHall(test.db, { state: ConferenceState.CLOSED });
    const hall = await aHall(test.db, { members: 3 });
    await test.db.query(`update conference set nature = 'REHEARSAL', rehearses_id = $2 where id = $1`, [
      hall.conference.id,
      original.conference.id,
    ]);
    const { terminal, served, until } = begin();
    await until('OBSERVER');
    terminal.signals.emit('SIGINT', 'SIGINT');
    await served;
    expect(terminal.shown()).toContain(hall.conference.slug);
    const lines = terminal.printed.filter((line) => /^ {2}\w{4}-\w{4}-\w{4} {2}/.test(line));
    expect(lines).toHaveLength(7);
    const code = at(lines, 3).trim().split(' ')[0] ?? '';
    expect(lines.map((line) => line.split('4000/').at(-1)?.split('#c=')[0])).toEqual([
      ...['chair', 'chair', 'chair'],
      ...['live', 'live', 'live', 'live'],
    ]);
    expect(at(lines, 3)).toMatch(new RegExp(` http://127\\.0\\.0\\.1:4000/live#c=${code}$`));
    expect((await signIn(test.db, { code }, aCaller())).viewer).toMatchObject({
      role: Role.DELEGATE,
      delegateId: at(hall.people, 0).id,
    });
  });

  it('prepares a rehearsal of the 2022 conference, and goes on with it at the next start', async () => {
    await loadShipped(test.db);
    for (const _start of [1, 2]) {
      const { terminal, served, until } = begin();
      await until('OBSERVER');
      terminal.signals.emit('SIGINT', 'SIGINT');
      await served;
    }
    const rehearsals = await test.db.query(`select slug, state from conference where nature = 'REHEARSAL'`);
    expect(rehearsals).toEqual([{ slug: 'cum-5-thanh-pho-2022-dien-tap-1', state: 'PLANNED' }]);
  });

  it('closes a start that is interrupted once the start is done, and prints nothing to open', async () => {
    let finish: (app: Serving) => void = () => undefined;
    const { terminal, app, close, served } = begin(
      {},
      () =>
        new Promise((settle) => {
          finish = settle;
        }),
    );
    terminal.signals.emit('SIGINT', 'SIGINT');
    finish(app);
    await served;
    expect(terminal.printed).toEqual([]);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('exits at once with code 1 at a second signal', async () => {
    const { terminal, served, until } = begin({ DEMO: 'off' });
    await until('administrator');
    terminal.signals.emit('SIGINT', 'SIGINT');
    terminal.signals.emit('SIGTERM', 'SIGTERM');
    expect(terminal.exits).toEqual([1]);
    await served;
  });

  it('takes the same signal within a second of the first for one, under npm, which passes on what the terminal sends', async () => {
    const { terminal, served, until } = begin({ DEMO: 'off', npm_lifecycle_event: 'start' });
    await until('administrator');
    const clock = jest.spyOn(performance, 'now').mockReturnValue(5_000);
    try {
      terminal.signals.emit('SIGINT', 'SIGINT');
      clock.mockReturnValue(5_999);
      terminal.signals.emit('SIGINT', 'SIGINT');
      expect(terminal.exits).toEqual([]);
      clock.mockReturnValue(6_000);
      terminal.signals.emit('SIGINT', 'SIGINT');
      expect(terminal.exits).toEqual([1]);
    } finally {
      clock.mockRestore();
    }
    await served;
  });

  it('cuts a stop that does not come to its end', async () => {
    let closed: () => void = () => undefined;
    const close = jest.fn(
      () =>
        new Promise<void>((settle) => {
          closed = settle;
        }),
    );
    const { terminal, served, until } = begin({ DEMO: 'off' }, async () => ({ url: 'x', db: test.db, close }));
    await until('administrator');
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    terminal.signals.emit('SIGTERM', 'SIGTERM');
    while (close.mock.calls.length === 0) await new Promise(setImmediate);
    jest.advanceTimersByTime(24_999);
    expect(terminal.exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(terminal.exits).toEqual([1]);
    closed();
    await served;
    jest.useRealTimers();
  });

  it('passes on why a start failed, and hears no more signals', async () => {
    const { terminal, served } = begin({}, () => Promise.reject(new Error('port taken')));
    await expect(served).rejects.toThrow('port taken');
    expect(terminal.signals.eventNames()).toEqual([]);
  });
});
