import { readCsv } from './csv';
import { most, UnreadableFile, type Workbook } from './sheet';
import { readXlsx } from './xlsx';

/** First bytes of what holds no table: PDF, PNG, JPEG, GIF, gzip, 7z, RAR, RTF. */
const others = ['25504446', '89504e47', 'ffd8ff', '47494638', '1f8b', '377abcaf', '52617221', '7b5c727466'];

/**
 * Reads a spreadsheet of whatever kind it is by its content; its name says nothing.
 * @throws UnreadableFile
 */
export function readSpreadsheet(bytes: Buffer): Workbook {
  if (bytes.length > most.bytes) throw new UnreadableFile('TOO_LARGE');
  const start = bytes.toString('hex', 0, 8);
  if (start.startsWith('504b0304')) return readXlsx(bytes);
  // The container of .xls, and of an .xlsx under a password.
  if (start.startsWith('d0cf11e0')) throw new UnreadableFile('OLD_OR_LOCKED');
  if (start.startsWith('504b') || others.some((other) => start.startsWith(other)))
    throw new UnreadableFile('NO_SPREADSHEET');
  const text = decoded(bytes);
  if (text.trim() === '') throw new UnreadableFile('EMPTY');
  if (/^\s*<(?:!doctype|html|\?xml|table|head|meta|body)/i.test(text)) throw new UnreadableFile('WEB_PAGE');
  return readCsv(text);
}

/** @throws UnreadableFile UTF_16, NOT_UTF_8 */
function decoded(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2);
  // Text has no zeros; plain letters in UTF-16 have one in each pair of bytes.
  if (mark === 'fffe' || mark === 'feff' || bytes.subarray(0, 1024).includes(0)) throw new UnreadableFile('UTF_16');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('NOT_UTF_8');
  }
}
