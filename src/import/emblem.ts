import { createHash, randomUUID } from 'node:crypto';
import { Emblem, type EmblemType, maxEmblemBytes } from '../bloc/emblem';

/** What a picture of each kind begins with, by the place of the bytes. Source: RFC 2083; ITU-T T.81; the WebP container. */
const beginnings: Readonly<Record<EmblemType, (bytes: Buffer) => boolean>> = {
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  'image/webp': (bytes) =>
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
};

/** The emblem that a file gives as Base64, with or without `data:…;base64,` before it. Null for anything but a picture of 1 to `maxEmblemBytes` bytes: what it is, its bytes say. */
export function emblemOf(text: string): Emblem | null {
  const base64 = text.replace(/^data:[^,]*;base64,/, '').replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  const type = (Object.keys(beginnings) as EmblemType[]).find((each) => beginnings[each](bytes));
  if (!type || bytes.length > maxEmblemBytes) return null;
  return { id: randomUUID(), sha256: createHash('sha256').update(bytes).digest('hex'), type, bytes };
}
