/** Every kind of paper, in the order of the day. */
export const paperKinds = ['delegates', 'minutes', 'counting', 'submission', 'nominees', 'scores', 'pact'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Papers that are adopted as they read; the server calls them by the same words in capitals. */
const adoptable = ['minutes', 'counting', 'submission', 'nominees'] as const satisfies readonly PaperKind[];
export type AdoptableKind = (typeof adoptable)[number];
export const isAdoptable = (kind: PaperKind): kind is AdoptableKind => adoptable.some((each) => each === kind);

/** On each page of a paper that is none yet. */
export const draftMark = 'DỰ THẢO';

/** A cell that is read in one line; figures stand at its right end. */
export interface Column {
  readonly head: string;
  /** Share of the width, in hundredths; they sum to 100. */
  readonly width: number;
  readonly figure?: boolean;
}

/** A part of the body of a paper, in the order of reading. */
export type Block =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

/** Who signs, and as what; the name is written by hand. */
export interface Signer {
  readonly as: string;
  readonly note: string;
}

/**
 * A paper of a conference as its content, before it is a page or a file. Always Vietnamese, since it is signed and filed.
 * What the record does not hold is left as dots to be filled in by hand, never guessed.
 */
export interface Paper {
  readonly kind: PaperKind;
  /** The unit that leads, above the bloc that issues it; null where the record names none. */
  readonly above: string | null;
  readonly issuer: string;
  /** Without its figure, which the office gives; null for annexes, which have none. */
  readonly number: string | null;
  readonly placeAndDate: string;
  readonly title: string;
  readonly subject: string;
  /** What it is not: adopted, or real. Stands on each page; null on a paper of a conference that is over. */
  readonly mark: string | null;
  readonly blocks: readonly Block[];
  /** From left to right. */
  readonly signers: readonly Signer[];
  /** From which entry of which log it was made; stands on each page. */
  readonly foot: string;
}

export const heading = (text: string): Block => ({ is: 'heading', text });
export const text = (words: string): Block => ({ is: 'text', text: words });
export const list = (items: readonly string[]): Block => ({ is: 'list', items });
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): Block => ({
  is: 'table',
  columns,
  rows,
});

/** What is to be filled in by hand. */
export const dots = '……………';

/** At the head of every paper of a public body. Source: Decree 30/2020, annex I. */
export const nation = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const motto = 'Độc lập - Tự do - Hạnh phúc';
