import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { generatePair, type KeyPair, pairOf, receiverOf, secretBytes, senderTo } from '../../../src/poll/seal/hpke';

// Another implementation of RFC 9180, with which ours must agree in both directions.
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const info = Buffer.from('a use');
const [aad, texts] = [Buffer.from('a poll'), ['one', 'two', 'three'].map((text) => Buffer.from(text))];
interface How {
  readonly pair: KeyPair;
  readonly use: Buffer;
  readonly place: number;
  readonly about: Buffer;
}

const bytes = (buffer: Buffer) => Uint8Array.from(buffer).buffer as ArrayBuffer;

describe('hpke', () => {
  it('opens what another implementation has sealed, text by text', async () => {
    const pair = generatePair();
    const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(pair.publicKey));
    const sender = await suite.createSenderContext({ recipientPublicKey, info: bytes(info) });
    const sealed: Buffer[] = [];
    for (const text of texts) sealed.push(Buffer.from(await sender.seal(bytes(text), bytes(aad))));
    const receiver = receiverOf(pair, Buffer.from(sender.enc), info);
    expect(sealed.map((text, n) => receiver.open(n, aad, text))).toEqual(texts);
  });

  it('seals what another implementation opens, text by text', async () => {
    const keys = await suite.kem.generateKeyPair();
    const publicKey = Buffer.from(await suite.kem.serializePublicKey(keys.publicKey));
    const sender = senderTo(publicKey, info);
    const sealed = texts.map((text) => sender.seal(aad, text));
    const recipient = await suite.createRecipientContext({
      recipientKey: keys.privateKey,
      enc: bytes(sender.encapsulated),
      info: bytes(info),
    });
    for (const [n, text] of sealed.entries())
      expect(Buffer.from(await recipient.open(bytes(text), bytes(aad)))).toEqual(texts[n]);
  });

  // Source: RFC 9180 A.1.1, which has the same KEM.
  it('derives a public key as the test vector of the RFC does', () => {
    const secret = Buffer.from('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736', 'hex');
    const pair = pairOf(secret);
    expect(pair.publicKey.toString('hex')).toBe('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431');
    expect(secretBytes(pair.privateKey)).toEqual(secret);
  });

  it.each([
    ['another key', { pair: generatePair() }],
    ['another use', { use: Buffer.from('another') }],
    ['another place', { place: 1 }],
    ['another poll', { about: Buffer.from('another') }],
  ])('opens nothing with %s', (_, wrong: Partial<How>) => {
    const right: How = { pair: generatePair(), place: 0, about: aad, use: info };
    const sender = senderTo(right.pair.publicKey, info);
    const sealed = sender.seal(aad, Buffer.from('text'));
    const open = ({ pair, use, place, about }: How) =>
      receiverOf(pair, sender.encapsulated, use).open(place, about, sealed);
    expect(open(right).toString()).toBe('text');
    expect(() => open({ ...right, ...wrong })).toThrow();
  });

  it('opens nothing that was changed, whichever bit', () => {
    const pair = generatePair();
    const sender = senderTo(pair.publicKey, info);
    const sealed = sender.seal(aad, Buffer.from('text'));
    const receiver = receiverOf(pair, sender.encapsulated, info);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => receiver.open(0, aad, changed)).toThrow();
    }
  });
});
