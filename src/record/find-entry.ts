import type { Loader } from '../graphql/loading/loader';
import { readRanges } from '../log/read-since';
import { type LogEntry, logEntryOf } from './log-entry';

/** One entry by its log, a space, and its position. */
export const entryAt: Loader<string, LogEntry | null> = {
  async read(reader, keys) {
    const ranges = keys.map((key) => {
      const [stream = '', sequence] = key.split(' ');
      return { stream, after: Number(sequence) - 1, limit: 1 };
    });
    const found = await readRanges(reader, ranges);
    return found.map(([entry]) => (entry ? logEntryOf(entry) : null));
  },
};
