import type { Problem } from './conference-file';
import { type Fault, faults } from './faults';
import { problemsAtOnce } from './parse-file';

/** First bytes of what is no text: archives (Word, Excel), PDF, old Office files, PNG, JPEG, GIF, gzip, RTF. */
const beginnings = ['504b0304', '25504446', 'd0cf11e0', '89504e47', 'ffd8ff', '47494638', '1f8b', '7b5c727466'];

/** The text of a file, or the lines that are no UTF-8. */
export type DecodedFile = { readonly text: string } | { readonly problems: readonly Problem[] };

/** Decodes the bytes of a file. Nothing is put in the place of bytes that mean nothing in UTF-8. */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const foreign = foreignKind(bytes);
  if (foreign) return { problems: [{ path: '', value: null, ...foreign }] };
  const text = decoded(bytes);
  if (text !== undefined) return { text };
  const problems: Problem[] = [];
  for (let line = 1, start = 0; start < bytes.length && problems.length < problemsAtOnce; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const part = bytes.subarray(start, end);
    if (decoded(part) === undefined) {
      const value = new TextDecoder().decode(part).trim().slice(0, 80);
      problems.push({ path: '', line, value, ...faults.notUtf8 });
    }
    start = end + 1;
  }
  return { problems };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16, told by its mark or by a zero in every second byte of plain letters; or no text at all. */
function foreignKind(bytes: Uint8Array): Fault | null {
  const start = Buffer.from(bytes.subarray(0, 1024));
  const mark = start.toString('hex', 0, 2);
  if (mark === 'fffe' || mark === 'feff') return faults.utf16;
  if (beginnings.some((beginning) => start.toString('hex').startsWith(beginning))) return faults.noTextFile;
  if (!bytes.includes(0)) return null;
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const isOneSided = Math.min(even, odd) * 10 < Math.max(even, odd);
  return isOneSided && Math.max(even, odd) * 4 > start.length ? faults.utf16 : faults.noTextFile;
}
