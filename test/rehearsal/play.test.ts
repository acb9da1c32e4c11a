import { run } from '../../src/cli/rehearse';
import type { Database } from '../../src/database/database';
import { OperatorError } from '../../src/errors/operator-error';
import { readSince } from '../../src/log/read-since';
import { Client } from '../../src/rehearsal/client';
import { giveVerdict } from '../../src/rehearsal/give-verdict';
import { type CloneAndPlayOptions, play } from '../../src/rehearsal/play';
import type { Stage } from '../../src/rehearsal/stage';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase } from '../support/database';
import { at } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aTerminal } from '../support/terminal';

const original = 'cum-5-thanh-pho-2022';

let server: TestServer;
let db: Database;
let printed: string[];
beforeAll(async () => {
  server = await aServer({}, 'shipped');
  db = server.database.db;
});
beforeEach(() => {
  printed = [];
});
afterAll(() => server.close());

function options(changes: Partial<CloneAndPlayOptions> = {}): CloneAndPlayOptions {
  return {
    db,
    url: server.app.url,
    slug: original,
    delegates: 12,
    speed: 0,
    seed: 13,
    secret: false,
    print: (line) => void printed.push(line),
    say: () => undefined,
    ...changes,
  };
}

/** Every row of every table as text, by table. */
async function allRows(): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await db.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const rows = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const found = await db.query<{ row: string }[]>(`select t::text as row from "${name}" t order by 1`);
    rows.set(
      name,
      found.map(({ row }) => row),
    );
  }
  return rows;
}

interface Announced {
  readonly kind: string;
  readonly data: { readonly votes?: Record<string, number>; readonly choices?: string[] };
}

async function announced(conferenceId: string): Promise<Announced[]> {
  return (await readSince(db, conferenceId, 0, 1_000)).map((entry) => JSON.parse(entry.body) as Announced);
}

const votesIn = (log: Announced[]) => log.filter(({ kind }) => kind === 'pollClosed').map(({ data }) => data.votes);

describe('play', () => {
  it('plays the whole conference, and everybody ends with the same', async () => {
    const found = await play(options());
    expect(found.faults).toEqual([]);
    expect(found.polls).toHaveLength(6);
    for (const poll of found.polls) {
      expect(poll).toMatchObject({ acknowledged: 5, counted: 5, recounted: 5, converged: [5], outcome: 'PASSED' });
    }
    expect(found).toMatchObject({ screens: 13, sameLog: 13 });
    expect(found.delays.votes).toMatchObject({
      acts: 35,
      answerToLog: { count: 35 * 13 },
      entryToState: { count: 455 },
    });

    const log = await announced(found.rehearsal.id);
    expect(found.entries).toBe(log.length);
    expect(log.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['conferenceOpened', 'leadershipAppointed', 'pactInForce', 'conferenceClosed']),
    );
    expect(printed.slice(0, 2).join('\n')).toMatch(/^DIỄN TẬP: .*\nREHEARSAL: /);
    expect(printed.filter((line) => /chữ ký [0-5]\/5/.test(line))).toHaveLength(6);
    expect(printed).toContainEqual(expect.stringMatching(/│ Cụm trưởng Đà Nẵng, Cụm phó Hải Phòng$/));
    expect(printed).toContain('KẾT LUẬN: tất cả khớp (all agrees)');
  });

  it('changes no row of the conference rehearsed, nor any other that was there', async () => {
    const before = await allRows();
    await play(options());
    const after = await allRows();
    for (const [table, rows] of before) {
      const now = new Set(after.get(table));
      const gone = rows.filter((row) => !now.has(row));
      // The system stream has the badges at its end; that is its head.
      expect({ table, gone }).toEqual({ table, gone: table === 'log_head' ? [expect.stringMatching(/^\(0{8}-/)] : [] });
    }
    const common = [
      'bloc',
      'member',
      'membership',
      'voting_rule',
      'award',
      'award_decision',
      'indicator',
      'result',
      'movement',
      'resolution',
      'key_task',
    ];
    for (const table of common) expect({ table, rows: after.get(table) }).toEqual({ table, rows: before.get(table) });
    const [standing] = await db.query<{ count: number }[]>(
      'select count(*)::int as count from leadership_term where not rehearsal',
    );
    expect(standing?.count).toBe(before.get('leadership_term')?.filter((row) => row.includes('ANNOUNCED,f,')).length);
  });

  it('leaves nobody signed in, and makes no administrator', async () => {
    await play(options());
    expect(await db.query('select 1 from session where revoked_at is null')).toEqual([]);
    expect(await db.query(`select 1 from account where role = 'ADMINISTRATOR' and revoked_at is null`)).toEqual([]);
  });

  it('votes the flags in secret when asked to, and the same seed gives the same votes', async () => {
    const named = await play(options());
    const secret = await play(options({ secret: true }));
    expect(secret.faults).toEqual([]);
    expect(secret.polls.map((poll) => poll.secrecy)).toEqual([
      'NAMED',
      'UNLINKED',
      'UNLINKED',
      'NAMED',
      'NAMED',
      'NAMED',
    ]);
    const log = await announced(secret.rehearsal.id);
    expect(log.filter(({ kind, data }) => kind === 'ballotCast' && data.choices === undefined)).toHaveLength(10);
    expect(votesIn(log)).toEqual(votesIn(await announced(named.rehearsal.id)));
    const other = await play(options({ seed: 9 }));
    expect(votesIn(await announced(other.rehearsal.id))).not.toEqual(votesIn(log));
  });

  it('lets a new member sign but not vote on the year before, and plays without an agenda', async () => {
    const found = await play(options({ slug: 'cum-5-thanh-pho-2025', delegates: 1 }));
    expect(found.faults).toEqual([]);
    expect(found.screens).toBe(7);
    expect(found.polls).toMatchObject([{ acknowledged: 5, converged: [5] }]);
    expect(printed).toContainEqual(expect.stringContaining('chữ ký 6/6'));
    expect(printed).toContainEqual(expect.stringContaining('giả định (made up)'));
  });

  it('ends early when told to, and makes no administrator', async () => {
    const stopping = new AbortController();
    const print = (line: string) => {
      if (line.includes('ĐIỂM DANH')) stopping.abort(new OperatorError('enough'));
    };
    await expect(play(options({ print, signal: stopping.signal }))).rejects.toThrow('enough');
    expect(await db.query(`select 1 from account where role = 'ADMINISTRATOR' and revoked_at is null`)).toEqual([]);
  });

  it('says so when the server has another database, or the slug names nothing', async () => {
    const elsewhere = await freshDatabase('shipped');
    try {
      await expect(play(options({ db: elsewhere.db }))).rejects.toThrow('it has another database');
      expect(
        await elsewhere.db.query(`select 1 from account where role = 'ADMINISTRATOR' and revoked_at is null`),
      ).toEqual([]);
      expect((await refusalOf(play(options({ slug: 'khong-co' })))).code).toBe('NOT_FOUND');
    } finally {
      await elsewhere.drop();
    }
  });
});

describe('giveVerdict', () => {
  it('finds a ballot that was acknowledged and is not there, and one that was changed', async () => {
    const { rehearsal } = await play(options());
    const polls = await db.query<{ id: string; ordinal: number }[]>(
      'select id, ordinal from poll where conference_id = $1 order by ordinal',
      [rehearsal.id],
    );
    const stage = (acknowledged: string[]) =>
      ({
        secretary: new Client(server.app.url),
        polls: [{ ...at(polls, 0), question: '?', secrecy: 'NAMED', acknowledged }],
        screens: [],
      }) as Pick<Stage, 'secretary' | 'polls' | 'screens'> as Stage;
    const yes = ['YES', 'YES', 'YES', 'YES', 'YES'];
    expect((await giveVerdict(db, stage(yes), rehearsal.slug)).faults).toEqual([]);
    expect((await giveVerdict(db, stage([...yes, 'NO']), rehearsal.slug)).faults).toEqual([
      'poll 1: acknowledged 6: NO 1 YES 5, counted 5: YES 5',
      'poll 1: acknowledged 6: NO 1 YES 5, recounted 5: YES 5',
    ]);
    await db.query(
      `update named_ballot set choices = '{NO}' where (poll_id, elector_id) in
         (select poll_id, elector_id from named_ballot where poll_id = $1 limit 1)`,
      [at(polls, 0).id],
    );
    expect((await giveVerdict(db, stage(yes), rehearsal.slug)).faults).toContainEqual(
      expect.stringMatching(/poll 1: counted ABSTAIN 0, NO 1, YES 4, the result says/),
    );
  });
});

describe('giaouoc rehearse', () => {
  const command = (values: Record<string, string | boolean>, env: Record<string, string> = {}) => {
    const terminal = aTerminal({ DATABASE_URL: server.database.url, PORT: '0', ...env });
    return { terminal, done: run({ ...terminal, values, positionals: [] }) };
  };

  it('starts a server of its own when none answers, and stops it', async () => {
    const { terminal, done } = command({ delegates: '5', fast: true });
    await done;
    const [started] = terminal.said.filter((line) => line.startsWith('no server answers; started one at '));
    const url = started?.match(/http:\S+/)?.[0] ?? '';
    expect(terminal.said.at(-1)).toBe(`stopped the server at ${url}`);
    await expect(fetch(url)).rejects.toThrow();
    expect(terminal.printed).toContain('KẾT LUẬN: tất cả khớp (all agrees)');
    expect(terminal.signals.eventNames()).toEqual([]);
  });

  it('uses the server that runs', async () => {
    const { terminal, done } = command({ delegates: '5', speed: '0' }, { PORT: new URL(server.app.url).port });
    await done;
    expect(terminal.said).toContain(`using the server at ${server.app.url}`);
  });

  it.each([
    [{ url: 'http://127.0.0.1:9' }, 'No Giao Ước server answers at http://127.0.0.1:9.'],
    [{ url: 'hall' }, '--url is "hall"'],
    [{ delegates: 'many' }, '--delegates is "many": write a whole number from 0 to 2000.'],
    [{ speed: '-1' }, '--speed is "-1"'],
  ])('refuses %j', async (values, words) => {
    await expect(command(values).done).rejects.toThrow(words);
  });

  it('ends on a signal', async () => {
    const { terminal, done } = command({ delegates: '5', fast: true, url: server.app.url });
    while (!terminal.signals.listenerCount('SIGINT')) await new Promise(setImmediate);
    terminal.signals.emit('SIGINT');
    await expect(done).rejects.toThrow('Stopped.');
  });
});
