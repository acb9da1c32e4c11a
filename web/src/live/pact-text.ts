import type { TextPair } from '../words/use-format';

/** What a canonical text says: version 1 or 2 of the text that all parties sign. */
export interface PactText {
  readonly bloc: string;
  readonly year: number;
  readonly title: TextPair;
  readonly preamble: TextPair | null;
  /** How it comes into force; left out where all parties have to sign. */
  readonly inForce?: { readonly signatures: number | null; readonly from: string | null };
  readonly parties: readonly { readonly code: string; readonly name: string }[];
  readonly articles: readonly { readonly ordinal: number; readonly heading: TextPair; readonly text: TextPair }[];
  readonly targets: readonly {
    readonly ordinal: number;
    readonly member: string | null;
    readonly indicator: string;
    readonly raw: string;
    readonly unit: string | null;
  }[];
}

/** Reads the text that is hashed, so that what is shown to the signer comes from it and from nowhere else. */
export function pactTextOf(canonicalText: string): PactText {
  return JSON.parse(canonicalText) as PactText;
}
