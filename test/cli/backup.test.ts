import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { signOut } from '../../src/auth/sign-out';
import { writeBackup } from '../../src/database/backup/write-backup';
import { readHeads } from '../../src/log/read-heads';
import { Secrecy } from '../../src/poll/poll';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { aCaller } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDeadline } from '../support/deadlines';
import { aHall, at, type Hall } from '../support/hall';
import { tokensOf } from '../support/nodes';
import { anOffice, confirmReport, report } from '../support/reports';
import { finalScores, theScorers } from '../support/scores';
import { authenticate } from '../support/sign-in';
import { aTerminal } from '../support/terminal';
import { until } from '../support/until';

let folder: string;
let source: TestDatabase;
let hall: Hall;
let open: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-backup-'));
  file = join(folder, 'whole.gz');
  source = await freshDatabase('shipped');
  hall = await aHall(source.db, { members: 7 });
  open = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
  for (const n of [3, 0, 5, 1]) await vote(hall, open, n, [n % 2 ? 'YES' : 'NO']);
  const closed = await anOpenPoll(hall, { question: { vi: 'Tab\tdòng\nmới \\. "Đà Nẵng"', en: null } });
  for (const n of [0, 1, 2, 3, 4, 5, 6]) await vote(hall, closed, n, ['YES']);
  await closePoll(hall.db, hall.chair, { pollId: closed, idempotencyKey: null });
  const office = await anOffice(hall);
  await confirmReport(office, await report(office, ['834.875,801', '2.005']));
  await report(office, ['7,5 %']);
  await aDeadline(office, { memberIds: [at(hall.members, 1).id] });
  await finalScores(hall, await theScorers(hall), ['10', '11', '12.5', '13', '14', '15', '16']);
  const terminal = aTerminal({ DATABASE_URL: source.url });
  expect([await terminal.giaouoc('backup', file), ...terminal.said]).toEqual([0, `đang ghi · writing ${file}`]);
  expect(terminal.printed.at(-1)).toBe(
    `${file}: ${statSync(file).size} byte, đã đọc lại và còn nguyên · bytes, read back and whole`,
  );
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true });
});

/** Everything in the tables, but for their order on the disk. */
async function contents({ db }: TestDatabase): Promise<Record<string, unknown>> {
  const tables = await db.query<{ name: string }[]>(
    `select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const columns = name === 'migration' ? 'name' : '*';
    const rows = await db.query<{ row: string }[]>(
      `select row_to_json(t)::text as row from (select ${columns} from ${name}) t order by 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Lines of a table in a backup. */
function rowsOf(table: string, path: string): string[] {
  const lines = gunzipSync(readFileSync(path)).toString().split('\n');
  const from = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  return lines.slice(from + 1, lines.indexOf('\\.', from));
}

async function headOf({ db }: TestDatabase, { conference }: Hall): Promise<number> {
  const [{ sequence }] = await db.query('select sequence from log_head where stream = $1', [conference.id]);
  return Number(sequence);
}

/** Restores into a database without tables; the exit code and what was shown. */
async function restored(path: string, onto: 'bare' | 'empty' = 'bare') {
  const target = await freshDatabase(onto);
  const terminal = aTerminal({ DATABASE_URL: target.url });
  const code = await terminal.giaouoc('restore', path);
  return { target, code, shown: terminal.shown() };
}

/** The backup with its text changed, and sound gzip again. */
function changed(name: string, change: (text: string) => string): string {
  const path = join(folder, name);
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(file)).toString())));
  return path;
}

describe('giaouoc backup and restore', () => {
  it.each(['bare', 'empty'] as const)('bring back everything into a %s database, recounted', async (onto) => {
    const { target, code, shown } = await restored(file, onto);
    try {
      expect(shown).toMatch(
        /^restored; 2\d polls, 5 logs and \d pacts counted again: all agree$|^restored; .*all agree$/m,
      );
      expect(code).toBe(0);
      const all = await contents(source);
      expect(await contents(target)).toEqual(all);
      // Scores are entered by acts of staff, of whom the shipped conferences have none.
      for (const table of ['score_table', 'member_score', 'score_entry'])
        expect([table, all[table]]).not.toEqual([table, []]);
    } finally {
      await target.drop();
    }
  });

  it('keep the log append-only and going on where it ended', async () => {
    const { target } = await restored(file);
    try {
      await expect(target.db.query('delete from event')).rejects.toThrow(/only grows/);
      const before = await headOf(target, hall);
      expect(before).toBeGreaterThan(10);
      const receipt = await vote({ ...hall, db: target.db }, open, 2, ['YES']);
      expect(receipt.sequence).toBe(before + 1);
    } finally {
      await target.drop();
    }
  });

  it('take what one moment held, and leave out what is written meanwhile', async () => {
    const path = join(folder, 'moment.gz');
    const holder = source.db.createQueryRunner();
    await holder.startTransaction();
    // The first table there is: the backup has its snapshot and waits here.
    await holder.query('lock table award in access exclusive mode');
    const writing = writeBackup(source.db, path, readHeads);
    await until(async () => {
      const [{ waiting }] = await source.db.query('select count(*)::int as waiting from pg_locks where not granted');
      return waiting > 0;
    });
    await vote(hall, open, 6, ['YES']);
    await holder.rollbackTransaction();
    await holder.release();
    const { footer } = await writing;
    expect(rowsOf('sealed_ballot', path)).toHaveLength(4);
    expect(footer.logs.find(({ stream }) => stream === hall.conference.id)?.sequence).toBe(
      (await headOf(source, hall)) - 1,
    );
  });

  it('say of a secret poll that is open, and whose key is not here, how it ends', async () => {
    const target = await freshDatabase('bare');
    try {
      const terminal = aTerminal({ DATABASE_URL: target.url, BALLOT_KEYS: join(folder, 'no-keys') });
      expect(await terminal.giaouoc('restore', file)).toBe(0);
      expect(terminal.shown()).toContain('the keys of 1 open secret polls are not in');
      const here = await restored(file);
      await here.target.drop();
      expect(here.shown).not.toContain('open secret polls');
    } finally {
      await target.drop();
    }
  });

  it('write the ballots of an open secret poll in the order of their random ids, not as they were cast', () => {
    for (const table of ['sealed_ballot', 'poll_roll']) {
      const rows = rowsOf(table, file);
      expect(rows.length).toBeGreaterThan(3);
      expect(rows).toEqual([...rows].sort());
    }
  });

  it('make a file for its owner alone, and never over another', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const terminal = aTerminal({ DATABASE_URL: source.url });
    expect(await terminal.giaouoc('backup', file)).toBe(1);
    expect(terminal.shown()).toContain(`${file} is there already.`);
    expect(await terminal.giaouoc('backup', join(folder, 'none', 'x.gz'))).toBe(1);
    expect(terminal.shown()).toContain('Give a path with rights and room.');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('bring a backup of an older release up to date', async () => {
    const old = await freshDatabase();
    await old.db.undoLastMigration();
    const path = join(folder, 'old.gz');
    await writeBackup(old.db, path, readHeads);
    const { target, code, shown } = await restored(path);
    expect(shown).toContain(`brought up to date: ${old.db.migrations.at(-1)?.name}`);
    expect(code).toBe(0);
    await target.drop();
    await old.drop();
  });
});

describe('giaouoc restore', () => {
  it('says that sessions hold again, also those revoked since, and ends them when told to', async () => {
    const old = await freshDatabase();
    const theirs = await aHall(old.db);
    const [token = ''] = await tokensOf(old.db, [theirs.chair]);
    const path = join(folder, 'sessions.gz');
    await writeBackup(old.db, path, readHeads);
    await signOut(old.db, await authenticate(old.db, token), aCaller());
    await expect(authenticate(old.db, token)).rejects.toThrow();

    const { target, shown } = await restored(path);
    expect(shown).toMatch(/[1-9]\d* sessions and 0 unused badge codes hold as they did at/);
    expect((await authenticate(target.db, token)).accountId).toBe(theirs.chair.accountId);

    const other = await freshDatabase('bare');
    const terminal = aTerminal({ DATABASE_URL: other.url });
    expect(await terminal.giaouoc('restore', path, '--revoke-sessions')).toBe(0);
    expect(terminal.shown()).not.toContain('unused badge codes');
    await expect(authenticate(other.db, token)).rejects.toThrow();
    for (const each of [old, target, other]) await each.drop();
  });

  it('ends the sessions before it counts again: they are ended where the recount differs', async () => {
    const old = await freshDatabase();
    const theirs = await aHall(old.db);
    const [token = ''] = await tokensOf(old.db, [theirs.chair]);
    const pollId = await anOpenPoll(theirs);
    await vote(theirs, pollId, 0, ['YES']);
    await old.db.query('delete from named_ballot where poll_id = $1', [pollId]);
    const path = join(folder, 'differs.gz');
    await writeBackup(old.db, path, readHeads);
    const target = await freshDatabase('bare');
    const terminal = aTerminal({ DATABASE_URL: target.url });
    expect(await terminal.giaouoc('restore', path, '--revoke-sessions')).toBe(1);
    expect(terminal.shown()).toContain('the recount of it differs');
    expect(terminal.shown()).toContain('every session and key is revoked');
    await expect(authenticate(target.db, token)).rejects.toThrow();
    expect(await target.db.query('select from session where revoked_at is null')).toEqual([]);
    for (const each of [old, target]) await each.drop();
  });

  it('refuses a database with rows, and changes nothing in it', async () => {
    const target = await freshDatabase('shipped');
    const before = await contents(target);
    const terminal = aTerminal({ DATABASE_URL: target.url });
    expect(await terminal.giaouoc('restore', file)).toBe(1);
    expect(terminal.shown()).toContain('The database is not empty: table agenda_item has rows.');
    expect(await contents(target)).toEqual(before);
    await target.drop();
  });

  it.each<[string, () => string, string]>([
    ['a file that is not there', () => join(folder, 'nothing.gz'), 'There is no file'],
    ['a file of another kind', () => __filename, 'is damaged: incorrect header check'],
    ['JSON of another kind', () => changed('other.gz', () => '{"a":1}\n'), 'is no backup of Giao Ước'],
    ['nothing', () => changed('empty.gz', () => ''), 'is damaged: it is empty'],
    [
      'a file whose last third is missing',
      () => {
        const path = join(folder, 'cut.gz');
        const whole = readFileSync(file);
        writeFileSync(path, whole.subarray(0, (whole.length * 2) / 3));
        return path;
      },
      'is damaged: unexpected end of file',
    ],
    [
      'one bit turned over on the disk',
      () => {
        const path = join(folder, 'bit.gz');
        copyFileSync(file, path);
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1]! ^= 4;
        writeFileSync(path, bytes);
        return path;
      },
      'is damaged',
    ],
    [
      'a text cut at a line',
      () => changed('line.gz', (text) => text.slice(0, text.lastIndexOf('{"tables"'))),
      'it was cut',
    ],
    ['a vote changed by hand', () => changed('vote.gz', (text) => text.replace('{YES}', '{NO}')), 'that are not the'],
    [
      'a row taken out',
      () => changed('row.gz', (text) => text.replace(/(\{"table":"account".*\n).*\n/, '$1')),
      'account',
    ],
    ['an unknown format', () => changed('v9.gz', (text) => text.replace('"version":1', '"version":9')), 'of format 9'],
    [
      'a newer release',
      () => {
        const path = join(folder, 'newer.gz');
        writeFileSync(path, gzipSync(newerRelease()));
        return path;
      },
      'is of a newer release',
    ],
  ])('refuses %s before it touches the database', async (_what, make, part) => {
    const target = await freshDatabase('bare');
    const terminal = aTerminal({ DATABASE_URL: target.url });
    const path = make();
    expect(await terminal.giaouoc('restore', path)).toBe(1);
    expect(terminal.shown()).toContain(part);
    expect(terminal.shown()).not.toMatch(/\n {4}at /);
    expect(await contents(target)).toEqual({});
    await target.drop();
  });

  it('reads and compares a file without any database with --check', async () => {
    const terminal = aTerminal({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await terminal.giaouoc('restore', '--check', file)).toBe(0);
    expect(terminal.printed.at(-1)).toBe(`${file}: còn nguyên · whole`);
    expect(existsSync(file)).toBe(true);
  });
});

/** A sound backup with a migration nobody here knows. */
function newerRelease(): string {
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  const text = gunzipSync(readFileSync(file)).toString();
  const at = text.lastIndexOf('{"tables"');
  const body = text.slice(0, at).replace(/"migrations":\[([^\]]*)\]/, '"migrations":[$1,"FromTheFuture1900000000000"]');
  const footer = JSON.parse(text.slice(at)) as object;
  return `${body}${JSON.stringify({ ...footer, sha256: createHash('sha256').update(body).digest('hex') })}\n`;
}
