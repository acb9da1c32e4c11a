import type { Client } from '@urql/core';
import { PaperRecordDocument, type PaperRecordQuery } from './paper.documents';

type Answer = NonNullable<PaperRecordQuery['conference']>;
type List = 'polls' | 'proposals' | 'delegates';

export type RecordedPoll = Answer['polls']['nodes'][number];
export type RecordedProposal = Answer['proposals']['nodes'][number];
export type RecordedDelegate = Answer['delegates']['nodes'][number];

/** A conference with its lists whole, all of them as of one position of its log. */
export type ConferenceRecord = Omit<Answer, List> & {
  readonly polls: readonly RecordedPoll[];
  readonly proposals: readonly RecordedProposal[];
  readonly delegates: readonly RecordedDelegate[];
};

/** How often a record is begun again because the conference went on while its pages were read. */
const tries = 5;

/**
 * What papers are made of.
 * @returns null where the reader may see no such conference
 * @throws CombinedError where the server refuses or does not answer
 */
export async function readRecord(client: Client, slug: string): Promise<ConferenceRecord | null> {
  for (let left = tries; ; left -= 1) {
    const record = await readOnce(client, slug, left === 1);
    if (record !== 'changed') return record;
  }
}

async function readOnce(client: Client, slug: string, last: boolean): Promise<ConferenceRecord | null | 'changed'> {
  let whole: ConferenceRecord | null = null;
  let after: Partial<Record<List, string>> = {};
  for (;;) {
    const { data, error } = await client
      .query(PaperRecordDocument, { slug, ...after }, { requestPolicy: 'network-only' })
      .toPromise();
    if (error) throw error;
    const page = data?.conference;
    if (!page) return null;
    if (whole && page.sequence !== whole.sequence && !last) return 'changed';
    whole = joined(whole, page);
    const next = ends(page);
    // What has ended is asked for after its end again, where nothing is.
    if (Object.keys(next.more).length === 0) return whole;
    after = { ...after, ...next.cursors };
  }
}

function joined(whole: ConferenceRecord | null, page: Answer): ConferenceRecord {
  const { polls, proposals, delegates, ...rest } = page;
  return {
    ...rest,
    polls: [...(whole?.polls ?? []), ...polls.nodes],
    proposals: [...(whole?.proposals ?? []), ...proposals.nodes],
    delegates: [...(whole?.delegates ?? []), ...delegates.nodes],
  };
}

function ends(page: Answer): { cursors: Partial<Record<List, string>>; more: Partial<Record<List, true>> } {
  const cursors: Partial<Record<List, string>> = {};
  const more: Partial<Record<List, true>> = {};
  for (const name of ['polls', 'proposals', 'delegates'] as const) {
    const { endCursor, hasNextPage } = page[name].pageInfo;
    if (endCursor) cursors[name] = endCursor;
    if (hasNextPage) more[name] = true;
  }
  return { cursors, more };
}
