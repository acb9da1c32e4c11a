import type { KeyPair } from './hpke';
import { keyBytes, type Receiver, receiverOf, type Sender, senderTo, tagBytes } from './hpke';

/**
 * A ballot as it lies sealed in the database: the key that its group was sealed with, its place in the group, and the sealed
 * form. All are equally long, whatever is chosen and however many options there are.
 */

/** Bytes of the plain form: a version, a bit for each option, zeros. */
const formBytes = 32;
const formVersion = 1;
/** Options that have a bit. */
export const mostOptions = (formBytes - 1) * 8;
const placeBytes = 2;
/** Bytes of a sealed ballot. */
export const sealedBytes = keyBytes + placeBytes + formBytes + tagBytes;

const info = Buffer.from('giaouoc ballot 1');

/** What a ballot belongs to. */
export interface SealedPoll {
  readonly id: string;
  /** Codes of all options, in any order. */
  readonly codes: readonly string[];
}

/**
 * Seals ballots that are written together to the public key of their poll: one agreement of keys for all of them.
 * @param ballots codes of the options chosen, each one's; at most 65,536
 */
export function sealBallots(publicKey: Buffer, poll: SealedPoll, ballots: readonly (readonly string[])[]): Buffer[] {
  const sender: Sender = senderTo(publicKey, info);
  const [codes, aad] = [sorted(poll.codes), Buffer.from(poll.id)];
  return ballots.map((choices, index) => {
    const place = Buffer.alloc(placeBytes);
    place.writeUInt16BE(index);
    return Buffer.concat([sender.encapsulated, place, sender.seal(aad, formOf(codes, choices))]);
  });
}

/**
 * Opens ballots, in the order of what they say: nothing of the order in which they were cast is left.
 * @throws Error when one was not sealed to this key for this poll, or two are the same
 */
export function openBallots(pair: KeyPair, poll: SealedPoll, sealed: readonly Buffer[]): string[][] {
  const [codes, aad] = [sorted(poll.codes), Buffer.from(poll.id)];
  const receivers = new Map<string, Receiver>();
  const seen = new Set<string>();
  const opened = sealed.map((ballot) => {
    const place = ballot.subarray(0, keyBytes + placeBytes).toString('hex');
    if (seen.has(place)) throw new Error(`poll ${poll.id}: a sealed ballot is there twice`);
    seen.add(place);
    const encapsulated = ballot.subarray(0, keyBytes);
    const key = encapsulated.toString('hex');
    const receiver = receivers.get(key) ?? receiverOf(pair, encapsulated, info);
    receivers.set(key, receiver);
    const plain = receiver.open(ballot.readUInt16BE(keyBytes), aad, ballot.subarray(keyBytes + placeBytes));
    return choicesOf(codes, plain);
  });
  return opened.sort((a, b) => compare(a.join('\n'), b.join('\n')));
}

function formOf(codes: readonly string[], choices: readonly string[]): Buffer {
  const form = Buffer.alloc(formBytes);
  form[0] = formVersion;
  for (const choice of choices) {
    const index = codes.indexOf(choice);
    if (index < 0 || index >= mostOptions) throw new Error(`there is no bit for the option ${choice}`);
    const byte = 1 + (index >> 3);
    form[byte] = (form[byte] ?? 0) | (1 << (index & 7));
  }
  return form;
}

function choicesOf(codes: readonly string[], form: Buffer): string[] {
  if (form[0] !== formVersion) throw new Error(`a ballot of version ${form[0]}, which this program does not know`);
  return codes.filter((_, index) => ((form[1 + (index >> 3)] ?? 0) >> (index & 7)) & 1);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (codes: readonly string[]): string[] => codes.toSorted(compare);
