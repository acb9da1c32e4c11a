import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../../errors/operator-error';

/** Raised when a reader of the old version could not read the new one. */
export const formatVersion = 1;

/** First line of a backup: what it was taken from. */
export interface Header {
  readonly format: 'giaouoc-backup';
  readonly version: number;
  /** Time of the one snapshot everything is from, by the clock of the database. */
  readonly at: string;
  /** Version of PostgreSQL it was read from. */
  readonly postgres: string;
  /** Names of the migrations that made its tables, in their order. */
  readonly migrations: readonly string[];
}

/** What stands in a table. */
export interface Sum {
  readonly rows: number;
  /** Of its rows in the text format of COPY, in the order of the primary key, in hexadecimal. */
  readonly sha256: string;
}

/** Where a log ended. */
export interface StreamHead {
  readonly stream: string;
  readonly sequence: number;
  /** Leaf hash of its last entry (log/canonical); null for an empty log. */
  readonly digest: string | null;
}

/** Last line of a backup: what must have been read before it. A file without one was cut. */
export interface Footer {
  readonly tables: Readonly<Record<string, Sum>>;
  readonly logs: readonly StreamHead[];
  /** Of everything before this line. */
  readonly sha256: string;
}

/** A backup is read as a run of these, in the order of the file. */
export type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  /** Whole lines of COPY text of the table before. */
  | { readonly kind: 'rows'; readonly text: Buffer }
  | { readonly kind: 'tableEnd'; readonly table: string; readonly sum: Sum }
  | { readonly kind: 'footer'; readonly footer: Footer };

/** What stands behind the rows of a table; no row is ever written so. Source: PostgreSQL manual, COPY, text format */
export const endOfTable = '\\.\n';

const newline = 10;
/** Rows handed on together, in bytes, about. */
const batchBytes = 65_536;

/**
 * Reads a backup and compares each table, and the whole, with what the last line says of them.
 * The form: gzip over lines; the header; for each table a line with its name and columns, its rows in the text format
 * of COPY and `\.`; the footer. `zcat` shows it.
 * @throws OperatorError naming the fault: not a backup, of another version, damaged or cut
 */
export async function* readBackup(path: string): AsyncGenerator<Part> {
  const whole = createHash('sha256');
  const sums = new Map<string, Sum>();
  let headed = false;
  let open: OpenTable | null = null;
  let footer: Footer | null = null;
  for await (const line of linesOf(path)) {
    if (footer) throw damaged(path, 'something stands behind its end');
    if (open) {
      whole.update(line);
      if (line.equals(endMark)) {
        const text = open.take();
        if (text.length > 0) yield { kind: 'rows', text };
        const sum = open.sum();
        sums.set(open.table, sum);
        yield { kind: 'tableEnd', table: open.table, sum };
        open = null;
        continue;
      }
      open.add(line);
      if (open.waiting >= batchBytes) yield { kind: 'rows', text: open.take() };
      continue;
    }
    const said = parsed(path, line, headed);
    if (!headed) {
      headed = true;
      whole.update(line);
      yield { kind: 'header', header: headerOf(path, said) };
    } else if (typeof said.table === 'string') {
      whole.update(line);
      open = new OpenTable(said.table);
      yield { kind: 'table', table: said.table, columns: said.columns as readonly string[] };
    } else {
      footer = said as unknown as Footer;
    }
  }
  if (!headed) throw damaged(path, 'it is empty');
  if (!footer) throw damaged(path, 'it was cut before its end');
  compare(path, footer, sums, whole.digest('hex'));
  yield { kind: 'footer', footer };
}

const endMark = Buffer.from(endOfTable);

/** Collects the rows of one table into batches, and what they come to. */
class OpenTable {
  private readonly hash: Hash = createHash('sha256');
  private lines: Buffer[] = [];
  private rows = 0;
  waiting = 0;

  constructor(readonly table: string) {}

  add(line: Buffer): void {
    this.hash.update(line);
    this.lines.push(line);
    this.rows += 1;
    this.waiting += line.length;
  }

  take(): Buffer {
    const text = Buffer.concat(this.lines);
    this.lines = [];
    this.waiting = 0;
    return text;
  }

  sum(): Sum {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** Lines with their ends, as bytes. @throws OperatorError when the file is not there or not whole gzip */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const text = createGunzip();
  // The reader below hears of a fault of either through `text`.
  pipeline(file, text, () => undefined);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let from = 0;
      for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, from)) {
        yield data.subarray(from, end + 1);
        from = end + 1;
      }
      rest = data.subarray(from);
    }
  } catch (error) {
    throw explained(path, error);
  }
  if (rest.length > 0) throw damaged(path, 'it was cut before its end');
}

function explained(path: string, error: unknown): unknown {
  if (error instanceof OperatorError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new OperatorError(`There is no file ${path}. Give the path of a backup.`);
  if (code?.startsWith('Z_')) return damaged(path, message);
  if (code === 'EACCES' || code === 'EISDIR') return new OperatorError(`${path} cannot be read: ${message}.`);
  return error;
}

function parsed(path: string, line: Buffer, headed: boolean): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(String(line));
    if (typeof said === 'object' && said !== null) return said as Record<string, unknown>;
  } catch {
    // Told below, in the words of the operator.
  }
  throw headed ? damaged(path, 'a line of it makes no sense') : new OperatorError(notABackup(path));
}

const notABackup = (path: string) => `${path} is no backup of Giao Ước. Backups are made by \`giaouoc backup FILE\`.`;

function headerOf(path: string, said: Record<string, unknown>): Header {
  if (said.format !== 'giaouoc-backup') throw new OperatorError(notABackup(path));
  if (said.version !== formatVersion) {
    throw new OperatorError(
      `${path} is a backup of format ${said.version}, and this program reads format ${formatVersion}. ` +
        'Restore it with the program that made it, or a newer one.',
    );
  }
  return said as unknown as Header;
}

function compare(path: string, footer: Footer, sums: ReadonlyMap<string, Sum>, sha256: string): void {
  for (const [table, wanted] of Object.entries(footer.tables)) {
    const found = sums.get(table);
    if (!found) throw damaged(path, `table ${table} is missing`);
    if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256) {
      throw damaged(path, `table ${table} has ${found.rows} rows that are not the ${wanted.rows} written`);
    }
  }
  if (footer.sha256 !== sha256 || sums.size !== Object.keys(footer.tables).length) {
    throw damaged(path, 'it is not what was written');
  }
}

function damaged(path: string, how: string): OperatorError {
  return new OperatorError(`${path} is damaged: ${how}. Nothing was done with it; take another backup.`);
}
