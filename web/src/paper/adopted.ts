import { isAdoptable, type Paper, type PaperKind } from './paper';
import { makePaper } from './papers/all';
import type { ConferenceRecord } from './read-record';

export type Adoption = ConferenceRecord['adoptedPapers'][number];

/** A paper as it is to be shown, and its adoption where it was adopted. */
export interface Shown {
  readonly paper: Paper | null;
  readonly adoption: Adoption | null;
}

/** The paper as it was adopted; as the record says where it was not. */
export function shownPaper(record: ConferenceRecord, kind: PaperKind): Shown {
  const adoption = adoptionOf(record, kind);
  const adopted = adoption && readContent(adoption.content, kind);
  return adopted ? { paper: adopted, adoption } : { paper: makePaper[kind](record), adoption: null };
}

/** The adoption of a kind that stands, or null. */
function adoptionOf({ adoptedPapers }: ConferenceRecord, kind: PaperKind): Adoption | null {
  if (!isAdoptable(kind)) return null;
  return adoptedPapers.find((each) => each.kind.toLowerCase() === kind) ?? null;
}

/** What is kept of a paper that is adopted. */
export const contentOf = (paper: Paper): string => JSON.stringify(paper);

/** Read again as a paper; null for what is none, so that the page shows the record instead. */
export function readContent(content: string, kind: PaperKind): Paper | null {
  try {
    const read: unknown = JSON.parse(content);
    return isPaper(read) && read.kind === kind ? read : null;
  } catch {
    return null;
  }
}

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown, isOne: (each: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

function isPaper(value: unknown): value is Paper {
  if (!isLoose(value)) return false;
  const { above, number, mark, issuer, placeAndDate, title, subject, foot, blocks, signers } = value;
  return (
    [above, number, mark].every((text) => text === null || isText(text)) &&
    [issuer, placeAndDate, title, subject, foot].every(isText) &&
    isList(blocks, isBlock) &&
    isList(signers, (each) => isLoose(each) && isText(each.as) && isText(each.note))
  );
}

function isBlock(value: unknown): boolean {
  if (!isLoose(value)) return false;
  if (value.is === 'heading' || value.is === 'text') return isText(value.text);
  if (value.is === 'list') return isList(value.items, isText);
  const isColumn = (each: unknown) => isLoose(each) && isText(each.head) && typeof each.width === 'number';
  return value.is === 'table' && isList(value.columns, isColumn) && isList(value.rows, (row) => isList(row, isText));
}
