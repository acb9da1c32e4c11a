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
function readContent(content: string, kind: PaperKind): Paper | null {
  try {
    const paper = JSON.parse(content) as Partial<Paper>;
    const isWhole = paper.kind === kind && Array.isArray(paper.blocks) && Array.isArray(paper.signers);
    return isWhole && typeof paper.title === 'string' && typeof paper.foot === 'string' ? (paper as Paper) : null;
  } catch {
    return null;
  }
}
