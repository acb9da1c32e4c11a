import { kindsOfLogs } from '../log/kinds';

/** What is wrong with an argument, and what to send instead. */
export interface Fault {
  readonly argument: string;
  readonly cure: string;
  /** What was given that is not known, and what is. */
  readonly unknown?: readonly string[];
  readonly known?: readonly string[];
}

/** What is wrong with an address to send to, or null. @param httpsOnly no other scheme will do */
export function urlFault(url: string, httpsOnly: boolean): Fault | null {
  const fault = (cure: string): Fault => ({ argument: 'url', cure });
  const read = URL.canParse(url) ? new URL(url) : null;
  if (!read || !/^https?:$/.test(read.protocol)) return fault('Send an address such as https://example.vn/hooks.');
  if (httpsOnly && read.protocol !== 'https:') return fault('Send an https address: others could read what is sent.');
  if (read.username || read.password) return fault('Leave name and password out: messages are signed.');
  if (read.hash) return fault('Leave out what follows #: it is not sent.');
  return null;
}

/** What is wrong with what a receiver is to be sent, or null. */
export function choiceFault({ kinds, conferenceIds, blocIds }: Record<string, readonly string[]>): Fault | null {
  const unknown = (kinds ?? []).filter((kind) => !kindsOfLogs.some((known) => known === kind));
  const cure = 'Send kinds of entries that logs of conferences and blocs have; the list is in `known`.';
  if (unknown.length > 0) return { argument: 'kinds', cure, unknown, known: kindsOfLogs };
  if (conferenceIds?.length || blocIds?.length) return null;
  return { argument: 'conferenceIds', cure: 'Name a conference or a bloc at least.' };
}
