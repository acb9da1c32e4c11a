import type { Asked, Job } from './abuser';
import type { Control } from './control';
import { deepQueries, introspections, liveDocuments, logDocuments, repetitions, wideQueries } from './documents';
import type { LargeHall } from './large-hall';

/** What strangers do to a server while others vote. */
export interface Abusive {
  readonly name: string;
  /** Each job is done by a process of its own. */
  jobs(large: LargeHall): readonly Job[];
}

const get = (query: string): Asked => ({ method: 'GET', query });
const post = (query: string): Asked => ({ method: 'POST', query });

const deepLists: Abusive = {
  name: 'lists in lists by GET, 10 at once',
  jobs: (large) => [{ kind: 'requests', requests: deepQueries(large).map(get), atOnce: 10, unique: true }],
};

const someSubscriptions: Abusive = {
  name: '50 different subscriptions on 1 socket',
  jobs: (large) => [{ kind: 'sockets', operations: liveDocuments(large, 50), sockets: 1 }],
};

const manySubscriptions: Abusive = {
  name: '200 different subscriptions on 4 sockets',
  jobs: (large) => [{ kind: 'sockets', operations: liveDocuments(large, 200), sockets: 4 }],
};

const introspection: Abusive = {
  name: 'the whole schema ten times, 4 at once',
  jobs: () => [{ kind: 'requests', requests: introspections().map(post), atOnce: 4, unique: true }],
};

const repetition: Abusive = {
  name: '240 aliases or repeated fields, 4 at once',
  jobs: (large) => [{ kind: 'requests', requests: repetitions(large).map(post), atOnce: 4, unique: true }],
};

const wide: Abusive = {
  name: 'nearly 2,000 fields, 4 at once',
  jobs: (large) => [{ kind: 'requests', requests: wideQueries(large).map(post), atOnce: 4, unique: true }],
};

const logs: Abusive = {
  name: 'the log from 0 on 40 sockets',
  jobs: (large) => [{ kind: 'sockets', operations: logDocuments(large, 40), sockets: 40 }],
};

const snapshots: Abusive = {
  name: 'snapshots past every cache, 10 at once',
  jobs: ({ slug }) => [
    {
      kind: 'requests',
      requests: [
        { method: 'GET', path: `/conferences/${slug}/snapshot.json?v=*` },
        { method: 'GET', path: '/conferences/none-*/snapshot.json' },
      ],
      atOnce: 10,
      unique: true,
    },
  ],
};

const streams: Abusive = {
  name: '50 different subscriptions by event stream',
  jobs: (large) => [{ kind: 'streams', operations: liveDocuments(large, 50) }],
};

const slowReaders: Abusive = {
  name: '60 that read nothing: sockets, streams, requests',
  jobs: (large) => [
    { kind: 'sockets', operations: [...liveDocuments(large, 10), ...logDocuments(large, 10)], sockets: 20, deaf: true },
    { kind: 'streams', operations: liveDocuments(large, 20), deaf: true },
    { kind: 'requests', requests: liveReadings(large), atOnce: 20, unique: true, deaf: true },
  ],
};

/** What one deep request and no other would bring to somebody who reads slowly. */
function liveReadings({ slug }: LargeHall): readonly Asked[] {
  return [{ method: 'GET', path: `/conferences/${slug}/snapshot.json?v=*` }];
}

const each: readonly Abusive[] = [
  deepLists,
  someSubscriptions,
  manySubscriptions,
  introspection,
  repetition,
  wide,
  logs,
  snapshots,
  streams,
  slowReaders,
];

const together: Abusive = {
  name: 'all of these together',
  jobs: (large) => each.flatMap((abuse) => abuse.jobs(large)),
};

/** In the order of the table. */
export const abuses: readonly Abusive[] = [...each, together];
/** Those of the short run. */
export const fewAbuses: readonly Abusive[] = [deepLists, someSubscriptions, repetition];

/** By each control, the abuse that gets through where it is taken away. */
export const guarded: Readonly<Record<Control, Abusive>> = { nobudget: deepLists, nolanes: someSubscriptions };
