import type { Loader } from '../graphql/loading/loader';
import type { Entry } from '../log/read-since';
import { type LogEntry, logEntryOf } from './log-entry';

/** One signing, as its entry tells it. */
interface Signing {
  readonly pactId: string;
  readonly memberId: string;
  readonly entry: LogEntry;
}

/** The entries `pactSigned` of the log of a conference, in order. */
export const signingsByConference: Loader<string, readonly Signing[]> = {
  async read(reader, conferenceIds) {
    const rows = await reader.query<(Omit<Entry, 'sequence'> & { sequence: string })[]>(
      `select stream, sequence, at, kind, topics, body from event
       where stream = any($1) and kind = 'pactSigned' order by stream, sequence`,
      [conferenceIds],
    );
    return conferenceIds.map((id) =>
      rows
        .filter(({ stream }) => stream === id)
        .map((row) => {
          const { data } = JSON.parse(row.body) as { data: { memberId: string } };
          const entry = logEntryOf({ ...row, sequence: Number(row.sequence) });
          return { pactId: entry.subject, memberId: data.memberId, entry };
        }),
    );
  },
};
