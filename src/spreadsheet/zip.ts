import { inflateRawSync } from 'node:zlib';
import { most, UnreadableFile } from './sheet';

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** An archive whose directory has been read and found sound. Nothing of it is unpacked before it is asked for. */
export interface Archive {
  has(name: string): boolean;
  /** The bytes of one entry; undefined when there is none of that name. @throws UnreadableFile DAMAGED */
  read(name: string): Buffer | undefined;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const stored = 0;
const deflated = 8;

/**
 * Reads the directory of an archive: names, sizes and places of its entries. Sizes are checked as declared, and hold
 * later too, since an entry is unpacked into no more than it declared.
 * @throws UnreadableFile DAMAGED, LOCKED, STRANGE_PATH, UNPACKS_TOO_LARGE
 * Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function openArchive(bytes: Buffer): Archive {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for (const [name, entry] of directoryOf(bytes)) {
    if (isStrange(name) || entries.has(name)) throw new UnreadableFile('STRANGE_PATH');
    unpacked += entry.unpacked;
    const isTooLarge = entry.unpacked > most.entryBytes || unpacked > most.unpackedBytes;
    if (isTooLarge || entries.size >= most.entries) throw new UnreadableFile('UNPACKS_TOO_LARGE');
    entries.set(name, entry);
  }
  return {
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name);
      return entry && unpack(bytes, entry);
    },
  };
}

function* directoryOf(bytes: Buffer): Generator<readonly [string, Entry]> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) throw new UnreadableFile('DAMAGED');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // 0xffff and 0xffffffff stand for numbers of Zip64, which no file of this size needs.
  if (bytes.readUInt32LE(end) !== endOfDirectory || count === 0xffff) throw new UnreadableFile('DAMAGED');
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== directoryEntry) throw new UnreadableFile('DAMAGED');
    if (bytes.readUInt16LE(at + 8) & 1) throw new UnreadableFile('LOCKED');
    const nameLength = bytes.readUInt16LE(at + 28);
    yield [
      bytes.toString('utf8', at + 46, at + 46 + nameLength),
      {
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        unpacked: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
      },
    ];
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** Names that lead out of the archive, which a sound spreadsheet has none of. */
function isStrange(name: string): boolean {
  return name === '' || /^[/\\]|\\|^[a-z]:|[\0]/i.test(name) || name.split('/').includes('..');
}

function unpack(bytes: Buffer, { method, packed, unpacked, offset }: Entry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localEntry) throw new UnreadableFile('DAMAGED');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw new UnreadableFile('DAMAGED');
  const content = bytes.subarray(start, start + packed);
  const whole = method === stored ? content : method === deflated ? inflated(content, unpacked) : undefined;
  if (whole?.length !== unpacked) throw new UnreadableFile('DAMAGED');
  return whole;
}

/** Undefined for what is no deflated data, or is larger than it was declared. */
function inflated(content: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  } catch {
    return undefined;
  }
}
