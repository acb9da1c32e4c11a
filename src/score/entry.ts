/** What somebody entered for one leaf or extra of one member; which parts it has follows from the rule. */
export interface Entry {
  /** The member was not given this to do: the leaf leaves its sum and its maximum. */
  readonly notAssigned?: true;
  /** The figure reached, and the member's own target; a decimal each. No target: none was set. */
  readonly actual?: string;
  readonly target?: string;
  readonly grade?: string;
  readonly passed?: boolean;
  /** Points as entered. */
  readonly points?: string;
  /** How often it happened. */
  readonly times?: number;
  /** A figure for each time it happened, such as days late; for extras with bands. */
  readonly figures?: readonly string[];
}

/** What was entered for a member, by the key of the leaf or extra. A leaf without an entry is empty, which is not 0. */
export type Entries = ReadonlyMap<string, Entry>;
