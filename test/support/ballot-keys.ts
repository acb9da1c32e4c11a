import { BallotKeys } from '../../src/poll/seal/ballot-keys';
import { aFolder } from './leftovers';

/** Where all of a run keep the keys of secret polls: acts of tests and the servers they talk to (global-setup). */
export const keysFolder = process.env.BALLOT_KEYS ?? aFolder('giaouoc-test-keys-');

export const ballotKeys = new BallotKeys(keysFolder);
