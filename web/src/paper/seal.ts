import { hashText } from '../bytes/hash-text';
import { type Block, type Paper, type PaperKind, paperKinds } from './paper';

/** What ties a paper to the record it was made from. */
export interface Seal {
  readonly kind: PaperKind;
  /** Of the conference. */
  readonly slug: string;
  /** Entry of the conference's log up to which the record was read. */
  readonly sequence: number;
  /** SHA-256 of what the paper says, 64 hexadecimal digits. */
  readonly digest: string;
}

/**
 * SHA-256 of what a paper says from the record: title, subject and body. Number, place and date, which the office fills
 * in, are not part of it, nor is the mark, which changes when a conference is closed.
 */
export function digestOf({ kind, issuer, title, subject, blocks }: Paper): Promise<string> {
  return hashText(JSON.stringify([kind, issuer, title, subject, blocks.map(partsOf)]));
}

/** Without widths and the like, which are looks. */
function partsOf(block: Block): unknown {
  if (block.is === 'table') return ['table', block.columns.map(({ head }) => head), block.rows];
  return block.is === 'list' ? ['list', block.items] : [block.is, block.text];
}

/** The same as one word, for addresses and files: `minutes.cum-5-thanh-pho-2022.41.9f…`. */
export const codeOf = ({ kind, slug, sequence, digest }: Seal): string => `${kind}.${slug}.${sequence}.${digest}`;

/** Where a paper of a server is checked; its part behind `#` is never sent. */
export const checkAddress = (origin: string, seal: Seal): string => `${origin}/check#${codeOf(seal)}`;

/** Digits of a hash that a reader compares: the first 16, in groups of four. */
export const groupsOf = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
export const shortDigest = ({ digest }: Seal): string => groupsOf(digest);

/** Beside the QR code of a paper; Vietnamese like the paper itself. */
export const scanMeans = 'Quét mã để so giấy này với sổ ghi của hội nghị.';

/** What stands on each page below: where it was made from, and the digits that are compared. */
export const sealedFoot = ({ foot }: Pick<Paper, 'foot'>, seal: Seal | null): string =>
  seal ? `${foot} · mã ${shortDigest(seal)}` : foot;

const code = /(?:^|#)([a-z]+)\.([a-z0-9-]+)\.(\d{1,9})\.([0-9a-f]{64})$/;

/** The seal in a code, or in an address that ends with one; null where there is none. */
export function readSeal(text: string): Seal | null {
  const [, given, slug = '', sequence, digest = ''] = code.exec(text.trim()) ?? [];
  const kind = paperKinds.find((each) => each === given);
  return kind ? { kind, slug, sequence: Number(sequence), digest } : null;
}
