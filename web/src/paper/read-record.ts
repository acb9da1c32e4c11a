import type { Client } from '@urql/core';
import { evaluatedYear } from '../conference/evaluated-year';
import {
  PaperRecordDocument,
  type PaperRecordQuery,
  PaperScoresDocument,
  type PaperScoresQuery,
} from './paper.documents';

type Answer = NonNullable<PaperRecordQuery['conference']>;
type List = 'polls' | 'proposals' | 'delegates';

export type RecordedPoll = Answer['polls']['nodes'][number];
export type RecordedProposal = Answer['proposals']['nodes'][number];
export type RecordedDelegate = Answer['delegates']['nodes'][number];

/** Totals and ranks of a year. */
type RecordedScores = NonNullable<NonNullable<PaperScoresQuery['bloc']>['scores']>;

/** A conference with its lists whole, all of them as of one position of its log. */
export type ConferenceRecord = Omit<Answer, List> & {
  readonly polls: readonly RecordedPoll[];
  readonly proposals: readonly RecordedProposal[];
  readonly delegates: readonly RecordedDelegate[];
  /** Of the year it evaluates, once they are released; they change no more. */
  readonly scores: RecordedScores | null;
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
    if (record !== 'changed') return record && { ...record, scores: await readScores(client, record) };
  }
}

/** @throws CombinedError where the server refuses or does not answer */
async function readScores(client: Client, record: WholeAnswer): Promise<RecordedScores | null> {
  const year = evaluatedYear(record);
  if (year === null) return null;
  const { data, error } = await client
    .query(PaperScoresDocument, { slug: record.bloc.slug, year }, { requestPolicy: 'network-only' })
    .toPromise();
  if (error) throw error;
  const scores = data?.bloc?.scores;
  return scores?.table.releasedAt ? scores : null;
}

type WholeAnswer = Omit<ConferenceRecord, 'scores'>;

async function readOnce(client: Client, slug: string, last: boolean): Promise<WholeAnswer | null | 'changed'> {
  let whole: WholeAnswer | null = null;
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

function joined(whole: WholeAnswer | null, page: Answer): WholeAnswer {
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
