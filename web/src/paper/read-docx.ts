import { strFromU8, unzipSync } from 'fflate';

/** What is read of a file of Word. */
export interface DocxContent {
  /** What the property of this name holds (paper/docx-file); null for a file that was not made here. */
  readonly code: string | null;
  /** Each paragraph and each row of a table as one line, cells parted by ` | `; without headers, footers and blank lines. */
  readonly lines: readonly string[];
}

/** Name of the property that holds the code of a paper. */
export const codeProperty = 'GiaoUoc';

/** A part may have so many bytes unpacked: a paper of 30 members has a tenth of it. */
const largestPart = 20_000_000;
const [body, properties] = ['word/document.xml', 'docProps/custom.xml'] as const;

/** Reads a .docx in this browser; nothing of it is sent. @throws Error for what is none, or is too large */
export function readDocx(bytes: Uint8Array): DocxContent {
  const wanted = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }) =>
    (name === body || name === properties) && originalSize <= largestPart;
  const parts = unzipSync(bytes, { filter: wanted });
  const document = parts[body];
  if (!document) throw new Error('no document of Word in it');
  const custom = parts[properties];
  return { code: custom ? codeIn(parsed(custom)) : null, lines: linesOf(parsed(document)) };
}

function parsed(part: Uint8Array): Document {
  const text = strFromU8(part);
  // Word writes none; one that is there would be to do harm.
  if (text.includes('<!DOCTYPE')) throw new Error('a document type in it');
  const document = new DOMParser().parseFromString(text, 'application/xml');
  if (document.querySelector('parsererror')) throw new Error('not well-formed');
  return document;
}

function codeIn(custom: Document): string | null {
  const found = [...custom.getElementsByTagName('property')].find((each) => each.getAttribute('name') === codeProperty);
  return found?.textContent?.trim() || null;
}

function linesOf(document: Document): readonly string[] {
  const [root] = document.getElementsByTagNameNS('*', 'body');
  return root ? linesIn(root).filter(Boolean) : [];
}

function linesIn(parent: Element): readonly string[] {
  return [...parent.children].flatMap((child) => {
    if (child.localName === 'p') return [textOf(child)];
    if (child.localName === 'tbl') return named(child, 'tr').map(rowOf);
    // What Word puts around a part that is filled in.
    return child.localName === 'sdt' || child.localName === 'sdtContent' ? linesIn(child) : [];
  });
}

const rowOf = (row: Element): string =>
  named(row, 'tc')
    .map((cell) => named(cell, 'p').map(textOf).filter(Boolean).join(' '))
    .join(' | ');

function textOf(paragraph: Element): string {
  const pieces = [...paragraph.getElementsByTagNameNS('*', '*')].map(({ localName, textContent }) => {
    if (localName === 't') return textContent ?? '';
    return localName === 'tab' || localName === 'br' ? ' ' : '';
  });
  return pieces.join('').normalize('NFC').replace(/\s+/g, ' ').trim();
}

const named = (parent: Element, name: string): readonly Element[] => [...parent.getElementsByTagNameNS('*', name)];
