import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBallots, type SealedPoll } from './ballot-form';
import { generatePair, keyBytes, pairOf, secretBytes } from './hpke';

/** What is done with the private key of a poll, by a process that ends afterwards (key-program). */
export type KeyWork =
  | { readonly do: 'make'; readonly folder: string; readonly pollId: string }
  | {
      readonly do: 'open';
      readonly folder: string;
      readonly publicKey: string;
      readonly poll: SealedPoll;
      /** Base64. */
      readonly sealed: readonly string[];
    };

export type KeyAnswer =
  | { readonly publicKey: string }
  /** In an order that tells nothing of when they were cast. */
  | { readonly ballots: readonly (readonly string[])[] }
  | { readonly missing: true };

export function doKeyWork(work: KeyWork): KeyAnswer {
  return work.do === 'make' ? make(work.folder, work.pollId) : open(work);
}

/** Where the private key of a poll lies, by its public key, base64url of 32 bytes. */
export const keyFile = (folder: string, pollId: string, publicKey: string): string =>
  join(folder, `${pollId}.${publicKey}.key`);

/** A key that is on the disk, name and all, before anybody hears of it. */
function make(folder: string, pollId: string): KeyAnswer {
  const { privateKey, publicKey } = generatePair();
  const name = publicKey.toString('base64url');
  const file = openSync(keyFile(folder, pollId, name), 'wx', 0o600);
  try {
    writeSync(file, secretBytes(privateKey));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
  return { publicKey: name };
}

function open({ folder, publicKey, poll, sealed }: Extract<KeyWork, { do: 'open' }>): KeyAnswer {
  const secret = read(keyFile(folder, poll.id, publicKey));
  if (secret?.length !== keyBytes) return { missing: true };
  const pair = pairOf(secret);
  if (pair.publicKey.toString('base64url') !== publicKey) return { missing: true };
  return {
    ballots: openBallots(
      pair,
      poll,
      sealed.map((text) => Buffer.from(text, 'base64')),
    ),
  };
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Overwrites a key and takes its file away, each on the disk before this returns; nothing where it is gone. How far a file
 * system keeps nothing of it is in docs/threats.md.
 */
export function destroyKey(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    writeSync(file, Buffer.alloc(keyBytes), 0, keyBytes, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    unlinkSync(path);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  syncFolder(dirname(path));
}

function syncFolder(folder: string): void {
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
