import type { Conference } from '../conference/conference';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { MemberScore } from './member-score';
import type { YearTable } from './year-table';

export function scoreTableSet(table: YearTable): DomainEvent {
  return ofYear('scoreTableSet', table, table.id, { version: table.version, hash: table.hash });
}

export function scoreTableFrozen(table: YearTable): DomainEvent {
  const { version, hash, pollId } = table;
  return ofYear('scoreTableFrozen', table, table.id, { version, hash, pollId });
}

/** How many leaves and extras an act wrote to, and a digest of what it wrote. */
interface Wrote {
  readonly count: number;
  readonly digest: string;
}

type OfMember = Pick<MemberScore, 'id' | 'memberId' | 'stage' | 'round'>;

export function scoresEntered(table: YearTable, score: OfMember, { count, digest }: Wrote): DomainEvent {
  return ofMember('scoresEntered', table, score, { entries: count, digest });
}

export function scoresSubmitted(table: YearTable, score: OfMember): DomainEvent {
  return ofMember('scoresSubmitted', table, score, {});
}

export function scoresReviewed(
  table: YearTable,
  score: OfMember,
  { count, accepted, digest }: Wrote & { readonly accepted: number },
): DomainEvent {
  return ofMember('scoresReviewed', table, score, { entries: count, accepted, digest });
}

export function scoresExplained(table: YearTable, score: OfMember, { count, digest }: Wrote): DomainEvent {
  return ofMember('scoresExplained', table, score, { explanations: count, digest });
}

export function scoreRemarked(table: YearTable, score: OfMember, { digest }: Wrote): DomainEvent {
  return ofMember('scoreRemarked', table, score, { digest });
}

export function scoresFinished(
  table: YearTable,
  { members, digest }: { readonly members: readonly string[]; readonly digest: string },
): DomainEvent {
  return ofYear('scoresFinished', table, table.id, { hash: table.hash, members, digest });
}

/** What the chair releases at a conference is in its log too, for those who follow it. */
export function ranksReleased(
  table: YearTable,
  conference: Pick<Conference, 'id'> | null,
  totals: ReadonlyMap<string, string>,
  ranks: ReadonlyMap<string, number>,
): readonly DomainEvent[] {
  const members = [...totals]
    .map(([memberId, total]) => ({ memberId, total, rank: ranks.get(memberId) ?? 0 }))
    .sort((a, b) => a.rank - b.rank);
  const released = ofYear('ranksReleased', table, table.id, { hash: table.hash, members });
  if (!conference) return [released];
  return [{ ...released, stream: conference.id, topics: [topics.conference(conference.id)] }, released];
}

function ofMember(
  kind: EventKind,
  table: YearTable,
  { id, memberId, stage, round }: OfMember,
  data: { readonly [key: string]: Json },
): DomainEvent {
  return ofYear(kind, table, id, { memberId, stage, round, ...data });
}

/** In the log of the bloc, which everybody reads: so it says who scored whom and when, and no points before the release. */
function ofYear(
  kind: EventKind,
  { blocId, year }: Pick<YearTable, 'blocId' | 'year'>,
  subject: string,
  data: { readonly [key: string]: Json },
): DomainEvent {
  return { stream: blocId, kind, subject, data: { year, ...data }, topics: [topics.scores(blocId)] };
}
