import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from 'embedded-postgres-server';
import { connect } from '../../../src/database/data-source';
import type { Database } from '../../../src/database/database';
import { migrate } from '../../../src/database/migrate';
import { entities } from '../../../src/entities';
import { PollKind, Secrecy } from '../../../src/poll/poll';
import { sealedBytes } from '../../../src/poll/seal/ballot-form';
import { doKeyWork } from '../../../src/poll/seal/key-work';
import { closePoll } from '../../support/acts';
import { ballotKeys } from '../../support/ballot-keys';
import { anOpenPoll, vote } from '../../support/ballots';
import { aHall, type Hall } from '../../support/hall';
import { readWal, uuidBytes, type WalRecord, walPosition } from '../../support/wal';

// Whoever reads the disk of the server, while a secret poll is open and after it: its log, its tables, a copy of all of it.
const top = mkdtempSync(join(tmpdir(), 'giaouoc-adversary-'));
const dataDir = join(top, 'data');
const voters = 12;
/** Words that stand nowhere else. */
const codes = ['dau-vet-mot', 'dau-vet-hai', 'dau-vet-ba'];
const question = {
  kind: PollKind.CHOOSE,
  maxChoices: 1,
  options: codes.map((code) => ({ code, label: { vi: code, en: null } })),
};

let postgres: EmbeddedPostgres;
let db: Database;
let hall: Hall;
beforeAll(async () => {
  postgres = await startEmbedded({ dataDir, name: 'giaouoc' });
  db = await connect(postgres.url, [...entities]);
  await migrate(db);
  hall = await aHall(db, { members: voters });
});
afterAll(async () => {
  await db?.destroy();
  await postgres?.stop();
  rmSync(top, { recursive: true });
});

/** What each voter chose, by the vote's id; each voted alone, in a transaction of its own. */
async function voteAll(pollId: string): Promise<ReadonlyMap<string, string>> {
  const chosen = new Map<string, string>();
  for (let n = 0; n < voters; n += 1) {
    const choice = codes[(n * 7) % 3] ?? '';
    await vote(hall, pollId, n, [choice]);
    const [row] = await db.query<{ id: string }[]>(
      'select elector_id as id from poll_roll r where poll_id = $1 and delegate_id = $2',
      [pollId, hall.delegates[n]?.delegateId],
    );
    chosen.set(row?.id ?? '', choice);
  }
  return chosen;
}

const cluster = async () => {
  const [row] = await db.query<[{ folder: string }]>(`select current_setting('data_directory') as folder`);
  return row.folder;
};

/** By transaction, the records of the log that have one of these bytes. */
const transactionsWith = (records: readonly WalRecord[], needle: Buffer) =>
  new Set(records.filter(({ xid, bytes }) => xid !== 0 && bytes.includes(needle)).map(({ xid }) => xid));

/** The sealed ballots of a transaction: what follows the poll's id in the row of the table. */
function sealedIn(records: readonly WalRecord[], xid: number, pollId: string): Buffer[] {
  const id = uuidBytes(pollId);
  return records
    .filter((record) => record.xid === xid)
    .flatMap(({ bytes }) => {
      // A short value has one byte before it that says how long it is.
      const header = ((sealedBytes + 1) << 1) | 1;
      const place = bytes.indexOf(Buffer.concat([id, Buffer.of(header)]));
      return place < 0 ? [] : [bytes.subarray(place + 17, place + 17 + sealedBytes)];
    });
}

describe('whoever reads the disk', () => {
  let pollId: string;
  let chosen: ReadonlyMap<string, string>;
  let cast: readonly WalRecord[];
  let saved: string;
  beforeAll(async () => {
    pollId = await anOpenPoll(hall, { ...question, secrecy: Secrecy.UNLINKED });
    saved = mkdtempSync(join(tmpdir(), 'giaouoc-saved-'));
    for (const { pollId: id, publicKey } of ballotKeys.kept())
      if (id === pollId)
        copyFileSync(join(ballotKeys.folder, `${id}.${publicKey}.key`), join(saved, `${id}.${publicKey}.key`));
    const opened = await walPosition(db);
    chosen = await voteAll(pollId);
    cast = readWal(await cluster(), opened, await walPosition(db));
    await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
  });
  afterAll(() => rmSync(saved, { recursive: true }));

  /** Of each voter the sealed ballot of the same transaction. */
  const joined = () =>
    [...chosen.keys()].map((electorId) => {
      const [xid = 0] = transactionsWith(cast, uuidBytes(electorId));
      return { electorId, sealed: sealedIn(cast, xid, pollId) };
    });

  it('joins every voter to a sealed ballot, and with a saved key to the choice: the reader is a good one', () => {
    const [{ publicKey } = { publicKey: '' }] = [...readdirSync(saved)].map((name) => ({
      publicKey: name.split('.')[1] ?? '',
    }));
    const found = joined().map(({ electorId, sealed }) => {
      const answer = doKeyWork({
        ...{ do: 'open', folder: saved, publicKey, poll: { id: pollId, codes } },
        sealed: sealed.map((each) => each.toString('base64')),
      });
      return [electorId, 'ballots' in answer ? answer.ballots[0]?.[0] : null];
    });
    expect(new Map(found as [string, string][])).toEqual(chosen);
  });

  it('finds no key any more, and no choice in the log while ballots were cast, where a named poll has all of them', async () => {
    expect(ballotKeys.kept().filter((key) => key.pollId === pollId)).toEqual([]);
    expect(codes.filter((code) => cast.some(({ bytes }) => bytes.includes(code)))).toEqual([]);
    const before = await walPosition(db);
    await voteAll(await anOpenPoll(hall, { ...question, secrecy: Secrecy.NAMED }));
    const named = readWal(await cluster(), before, await walPosition(db));
    expect(codes.filter((code) => named.some(({ bytes }) => bytes.includes(code)))).toEqual(codes);
  });

  it('finds in the tables one transaction for all ballots, in the order of what they say', async () => {
    const rows = await db.query<{ xmin: string; choice: string }[]>(
      'select xmin::text, choices[1] as choice from unlinked_ballot where poll_id = $1 order by ctid',
      [pollId],
    );
    expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
    expect(rows.map(({ choice }) => choice)).toEqual([...chosen.values()].sort());
    expect(await db.query('select from sealed_ballot where poll_id = $1', [pollId])).toEqual([]);
  });

  it('finds the secret of no key in any file of the data', async () => {
    const [name = ''] = readdirSync(saved);
    const secret = readFileSync(join(saved, name));
    const folder = await cluster();
    const files = readdirSync(folder, { recursive: true })
      .map((each) => join(folder, String(each)))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => readFileSync(path).includes(secret))).toEqual([]);
  });
});
