import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { now } from '../../clock';
import { ownLoaders } from '../../config/own-loaders';
import type { Database } from '../../database/database';
import { Refusal } from '../../errors/refusal';
import type { SealedPoll } from './ballot-form';
import { destroyKey, type KeyAnswer, type KeyWork, keyFile } from './key-work';

declare module '../../graphql/context' {
  interface ContextServices {
    readonly ballotKeys: BallotKeys;
  }
}

/** A poll whose ballots are sealed, and its public key. */
export interface KeyedPoll {
  readonly id: string;
  /** Base64url of 32 bytes. */
  readonly ballotKey: string;
}

/** How long a key may lie there of which the database does not know yet: longer than any opening takes. */
const orphanMs = 600_000;

/**
 * The private keys of secret polls that are open: one file each, in a folder outside the data of PostgreSQL, written before
 * the poll is open and destroyed once the database says that it is over. What they are made and used in is a process of its
 * own, so that no key lies in the memory of the server. Source: docs/decisions/0020-sealed-ballots.md
 */
export class BallotKeys {
  constructor(readonly folder: string) {}

  /**
   * Makes the key of a poll that is about to open; it is on the disk when this returns.
   * @returns the public key
   * @throws Refusal BALLOT_KEYS_UNAVAILABLE when the folder cannot be written
   */
  async make(pollId: string): Promise<string> {
    try {
      this.prepare();
      const answer = await work({ do: 'make', folder: this.folder, pollId });
      if ('publicKey' in answer) return answer.publicKey;
    } catch (error) {
      throw new Refusal('BALLOT_KEYS_UNAVAILABLE', { reason: codeOf(error) });
    }
    throw new Error(`poll ${pollId}: no key was made`);
  }

  /**
   * Opens the ballots of a poll, in an order that tells nothing of when they were cast.
   * @throws Refusal BALLOT_KEY_MISSING when this node has not the key of the poll
   */
  async open(
    { id, ballotKey }: KeyedPoll,
    codes: SealedPoll['codes'],
    sealed: readonly string[],
  ): Promise<readonly (readonly string[])[]> {
    const poll = { id, codes };
    const answer = await work({ do: 'open', folder: this.folder, publicKey: ballotKey, poll, sealed });
    if ('ballots' in answer) return answer.ballots;
    throw new Refusal('BALLOT_KEY_MISSING', { pollId: id });
  }

  /** Whether this node has the key of a poll. */
  has({ id, ballotKey }: KeyedPoll): boolean {
    return this.kept().some(({ pollId, publicKey }) => pollId === id && publicKey === ballotKey);
  }

  /**
   * Destroys the key of a poll if the database, asked now, says that it is no longer open with it. Asked after the commit that
   * ended it and before that is acknowledged; a commit of which nobody knows is found by `sweep`.
   */
  async settle(db: Database, poll: KeyedPoll): Promise<void> {
    if (await this.isOver(db, poll)) destroyKey(keyFile(this.folder, poll.id, poll.ballotKey));
  }

  /**
   * Destroys the keys that are left of polls that are over by this database, and those of openings that came to nothing, ten
   * minutes old. A key of a poll that this database does not know stays: it may be another's.
   * @returns how many
   */
  async sweep(db: Database): Promise<number> {
    let swept = 0;
    for (const { pollId, publicKey, writtenAt } of this.kept()) {
      const poll = { id: pollId, ballotKey: publicKey };
      const isOrphan = now().getTime() - writtenAt > orphanMs;
      if (!(await this.isOver(db, poll, isOrphan))) continue;
      destroyKey(keyFile(this.folder, pollId, publicKey));
      swept += 1;
    }
    return swept;
  }

  /** Makes the folder where there is none. @throws NodeJS.ErrnoException when it cannot be written */
  prepare(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    chmodSync(this.folder, 0o700);
  }

  /** The keys there are. */
  kept(): readonly { readonly pollId: string; readonly publicKey: string; readonly writtenAt: number }[] {
    return filesIn(this.folder).flatMap((name) => {
      const [, pollId, publicKey] = /^([0-9a-f-]{36})\.([\w-]{43})\.key$/.exec(name) ?? [];
      const written = pollId && statSync(join(this.folder, name), { throwIfNoEntry: false });
      return pollId && publicKey && written ? [{ pollId, publicKey, writtenAt: written.mtimeMs }] : [];
    });
  }

  /** @param isOrphan whether a key that the database does not know is over too */
  private async isOver(db: Database, { id, ballotKey }: KeyedPoll, isOrphan = true): Promise<boolean> {
    const [row] = await db.query<{ state: string; ballotKey: string | null }[]>(
      'select state, ballot_key as "ballotKey" from poll where id = $1',
      [id],
    );
    if (!row) return false;
    return row.ballotKey === ballotKey ? row.state !== 'OPEN' : isOrphan;
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Does it in a process that ends afterwards. @throws Error with what it said on its way out */
function work(what: KeyWork): Promise<KeyAnswer> {
  const child = spawn(process.execPath, [...ownLoaders(), join(__dirname, `key-program${extname(__filename)}`)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // It has no business with passwords and addresses.
    env: {},
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(what));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(said.out) as KeyAnswer) : reject(new Error(said.err || `ended with ${code}`)),
    );
  });
}

/** Such as EACCES, of what another process said too. */
const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? /\bE[A-Z]{3,}\b/.exec(String(error))?.[0] ?? 'UNKNOWN';
