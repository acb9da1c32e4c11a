import type { TextPair } from '../words/use-format';

/** Proof that the server has it: its place in the log. */
export interface Receipt {
  readonly sequence: number;
  /** By the database's clock. */
  readonly at: string;
  readonly digest: string;
}

/** Why the server did not take it. */
export interface Refusal {
  readonly code: string;
  readonly text: TextPair;
}

/**
 * A ballot or a signature that the delegate has confirmed. It is pending until it has a receipt or a refusal; a receipt
 * is for good.
 */
export interface OutboxEntry {
  /** The idempotency key: however often it is sent, it is done once. */
  readonly key: string;
  readonly kind: 'ballot' | 'signature';
  /** The poll or the pact. */
  readonly subjectId: string;
  /** The question, or the title of the pact. */
  readonly title: TextPair;
  /** Codes of the options, or the hash that is signed. Empty once a secret ballot has its receipt. */
  readonly content: readonly string[];
  /** The choices as the ballot said them; null once a secret ballot has its receipt. */
  readonly chosen: readonly TextPair[] | null;
  readonly secret: boolean;
  /** A ballot that is to take the place of the one that was cast. */
  readonly change?: boolean;
  readonly receipt: Receipt | null;
  readonly refusal: Refusal | null;
}

export function isPending({ receipt, refusal }: OutboxEntry): boolean {
  return !receipt && !refusal;
}

/** The entry with its receipt. What a secret ballot chose is forgotten with it: nobody can make the phone tell. */
export function acknowledged(entry: OutboxEntry, receipt: Receipt): OutboxEntry {
  const forgotten = entry.secret ? { content: [], chosen: null } : {};
  return { ...entry, ...forgotten, receipt, refusal: null };
}
