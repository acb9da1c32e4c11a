import type { Lines } from './lines';
import { followLogText as query } from './texts';

/** What is asked of each entry; `sequence` is always there. */
export interface Entry {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly subjectId: string;
  readonly digest: string;
}

interface LogOptions {
  readonly conferenceId: string;
  /** Position to go on after; 0 for the beginning. */
  readonly after: number;
  onEntry(entry: Entry): void;
  onError(error: unknown): void;
}

/** Every entry of a log after a position, once and in order, across breaks and changes of line. Returns what stops it. */
export function followLog(lines: Lines, { conferenceId, after, onEntry, onError }: LogOptions): () => void {
  let last = after;
  return lines.follow(() => ({ query, variables: { conferenceId, after: last } }), {
    next({ data, errors }) {
      const entry = (data as { conferenceEvents?: Entry } | undefined)?.conferenceEvents;
      if (!entry) return onError(errors?.[0]);
      if (entry.sequence <= last) return;
      last = entry.sequence;
      onEntry(entry);
    },
    error: onError,
    complete: () => undefined,
  });
}
