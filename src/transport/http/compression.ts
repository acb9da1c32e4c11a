import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Codings an answer can have, the smaller one first. */
export const codings = ['br', 'gzip'] as const;
export type Coding = (typeof codings)[number];

/** Characters from which a body is compressed. Less fits into few packets anyhow, and waits for no other thread. */
export const worthCompressing = 4_096;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** A body in each coding, made on a thread of its own pool, and once for all who are sent the same. */
export const compressed: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  // Level 4: a little smaller than gzip and no slower. The usual 11 is for files that are compressed once.
  br: (text) => brotli(`${text}\n`, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text) => zip(`${text}\n`),
};
