import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/**
 * Hybrid public key encryption, base mode, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, on node:crypto and
 * without waiting. Source: RFC 9180 §4 to §5.2, with its test vectors in test/poll/seal/hpke.
 * Why not a package: docs/decisions/0020-sealed-ballots.md
 */

/** Bytes of a key, of an encapsulated key, and by which a sealed text is longer than its plain one. */
export const keyBytes = 32;
export const tagBytes = 16;

const kem = Buffer.from('KEM\x00\x20', 'latin1');
const suite = Buffer.from('HPKE\x00\x20\x00\x01\x00\x02', 'latin1');
const version = Buffer.from('HPKE-v1', 'latin1');
const none = Buffer.alloc(0);

export interface KeyPair {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

export function generatePair(): KeyPair {
  const { privateKey } = generateKeyPairSync('x25519');
  return { privateKey, publicKey: publicBytes(privateKey) };
}

/** The pair of a private key of 32 bytes. */
export function pairOf(secret: Buffer): KeyPair {
  const der = Buffer.concat([pkcs8, secret]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return { privateKey, publicKey: publicBytes(privateKey) };
}

/** The 32 bytes of a private key. */
export function secretBytes(privateKey: KeyObject): Buffer {
  return privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-keyBytes);
}

/** Source: RFC 8410 §7, what stands before the 32 bytes of an X25519 key. */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spki = Buffer.from('302a300506032b656e032100', 'hex');

const publicBytes = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-keyBytes);

const publicOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' });

/** Seals texts one after the other to whoever has the private key. */
export interface Sender {
  /** What the receiver needs to open them, 32 bytes. */
  readonly encapsulated: Buffer;
  /** The next sealed text: as long as the plain one and 16 bytes. */
  seal(aad: Buffer, plain: Buffer): Buffer;
}

/** @param ephemeral the pair of the sender, for test vectors; a new one otherwise */
export function senderTo(publicKey: Buffer, info: Buffer, ephemeral: KeyPair = generatePair()): Sender {
  const dh = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicOf(publicKey) });
  const keys = schedule(sharedSecret(dh, ephemeral.publicKey, publicKey), info);
  let sequence = 0;
  return {
    encapsulated: ephemeral.publicKey,
    seal(aad, plain) {
      const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys.nonce, sequence));
      sequence += 1;
      cipher.setAAD(aad);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Opens texts of one sender by their place in what it sealed, from 0. */
export interface Receiver {
  /** @throws Error for what was not sealed so */
  open(sequence: number, aad: Buffer, sealed: Buffer): Buffer;
}

export function receiverOf(pair: KeyPair, encapsulated: Buffer, info: Buffer): Receiver {
  const dh = diffieHellman({ privateKey: pair.privateKey, publicKey: publicOf(encapsulated) });
  const keys = schedule(sharedSecret(dh, encapsulated, pair.publicKey), info);
  return {
    open(sequence, aad, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', keys.key, nonceOf(keys.nonce, sequence));
      decipher.setAAD(aad);
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    },
  };
}

function sharedSecret(dh: Buffer, encapsulated: Buffer, receiver: Buffer): Buffer {
  const prk = extract(kem, none, 'eae_prk', dh);
  return expand(kem, prk, 'shared_secret', Buffer.concat([encapsulated, receiver]), keyBytes);
}

function schedule(shared: Buffer, info: Buffer): { readonly key: Buffer; readonly nonce: Buffer } {
  const mode = Buffer.of(0);
  const context = Buffer.concat([
    mode,
    extract(suite, none, 'psk_id_hash', none),
    extract(suite, none, 'info_hash', info),
  ]);
  const secret = extract(suite, shared, 'secret', none);
  return { key: expand(suite, secret, 'key', context, 32), nonce: expand(suite, secret, 'base_nonce', context, 12) };
}

function nonceOf(base: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(base);
  const last = nonce.length - 4;
  nonce.writeUInt32BE((nonce.readUInt32BE(last) ^ sequence) >>> 0, last);
  return nonce;
}

const hmac = (key: Buffer, ...parts: readonly (Buffer | string)[]): Buffer => {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest();
};

const extract = (of: Buffer, salt: Buffer, label: string, material: Buffer): Buffer =>
  hmac(salt, version, of, label, material);

/** At most 32 bytes, so one block of HKDF-Expand is enough. */
function expand(of: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer {
  return hmac(prk, Buffer.of(0, length), version, of, label, info, Buffer.of(1)).subarray(0, length);
}
