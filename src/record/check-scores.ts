import { type EntityManager, In } from 'typeorm';
import { sha256 } from '../log/canonical';
import { entriesDigest, remarksDigest } from '../score/digests';
import { ranks } from '../score/rank';
import { readStandings } from '../score/read-standings';
import { criteriaOf } from '../score/read-tables';
import { ScoreEntry } from '../score/score-entry';
import { ScoreRemark } from '../score/score-remark';
import { standsOf } from '../score/stand';
import { YearTable } from '../score/year-table';
import type { Said } from './read-log';

/** Kinds of entries that tell a digest of what an act wrote to the score of a member. */
const writing = new Set(['scoresEntered', 'scoresReviewed', 'scoresExplained', 'scoreRemarked']);

/**
 * What is wrong with the score tables and scores of a bloc: tables are those that the log tells of, all that was entered and
 * remarked is what the log has digests of, and final totals are those that the standing reviews come to, as they were released.
 */
export async function checkScores(
  read: EntityManager,
  blocId: string,
  said: readonly Said[],
): Promise<readonly string[]> {
  const tables = await read.find(YearTable, { where: { blocId }, order: { year: 'ASC', version: 'ASC' } });
  const lost = said.filter(({ kind, subject }) => kind === 'scoreTableSet' && !tables.some(({ id }) => id === subject));
  const faults = lost.map(({ subject }) => `it tells of score table ${subject}, which no table has`);
  for (const table of tables)
    faults.push(
      ...tableFaults(table, said).map((fault) => `score table ${table.year}, version ${table.version}: ${fault}`),
      ...(await finalFaults(read, table, said)).map((fault) => `scores of ${table.year}: ${fault}`),
    );
  return [...faults, ...(await writtenFaults(read, blocId, said))];
}

function tableFaults(
  { id, hash, canonicalText, version, frozenAt, pollId }: YearTable,
  said: readonly Said[],
): string[] {
  const told = (kind: string) => said.find((each) => each.kind === kind && each.subject === id)?.data;
  const [set, frozen] = [told('scoreTableSet'), told('scoreTableFrozen')];
  return [
    ...(sha256(canonicalText) === hash ? [] : ['its text has another hash']),
    ...(set?.hash === hash && set.version === version ? [] : ['it is not the one that was set']),
    ...((frozenAt !== null) === (frozen !== undefined) ? [] : ['whether it is frozen is not what the log says']),
    ...(frozen && (frozen.hash !== hash || frozen.pollId !== pollId) ? ['it is not the one that was frozen'] : []),
  ];
}

/** Of a year whose scores are final: the reviews are those that were finished, and come to the totals that were released. */
async function finalFaults(read: EntityManager, table: YearTable, said: readonly Said[]): Promise<readonly string[]> {
  const about = said.filter(({ subject }) => subject === table.id);
  const [finished] = about.filter(({ kind }) => kind === 'scoresFinished');
  const [released] = about.filter(({ kind }) => kind === 'ranksReleased');
  const [isFinished, isReleased] = [table.finishedAt !== null, table.releasedAt !== null];
  if (isFinished !== (finished !== undefined) || isReleased !== (released !== undefined))
    return ['how far they have come is not what the log says'];
  if (!finished) return [];
  const standings = await readStandings(read, table.id, finished.data.members as string[]);
  const stands = standsOf(criteriaOf(table), standings);
  const totals = new Map(standings.map(({ memberId, total }) => [memberId, total ?? ''] as const));
  const isCounted = standings.every(({ memberId, total }) => stands.get(memberId)?.review.total === total);
  const digest = entriesDigest(standings.flatMap(({ rows }) => [...rows.REVIEW.values()]));
  return [
    ...(digest === finished.data.digest ? [] : ['the reviews are not those that were finished']),
    ...(isCounted ? [] : ['the totals are not what the reviews come to']),
    ...(!released || !isCounted || isReleasedAs(totals, released)
      ? []
      : ['the totals are not those that were released']),
  ];
}

function isReleasedAs(totals: ReadonlyMap<string, string>, { data }: Said): boolean {
  const members = data.members as readonly { memberId: string; total: string; rank: number }[];
  const places = ranks(totals);
  return (
    members.length === totals.size &&
    members.every(({ memberId, total, rank }) => totals.get(memberId) === total && places.get(memberId) === rank)
  );
}

/** Every act that wrote to a score is in the tables as its digest says, and nothing else is. */
async function writtenFaults(read: EntityManager, blocId: string, said: readonly Said[]): Promise<readonly string[]> {
  const scores = await read.query<{ id: string }[]>(
    'select s.id from member_score s join score_table t on t.id = s.table_id where t.bloc_id = $1',
    [blocId],
  );
  const where = { memberScoreId: In(scores.map(({ id }) => id)) };
  const [entries, remarks] = [await read.findBy(ScoreEntry, where), await read.findBy(ScoreRemark, where)];
  const written = [
    ...batches(entries).map((rows) => `${rows[0]?.memberScoreId} ${entriesDigest(rows)}`),
    ...batches(remarks).map((rows) => `${rows[0]?.memberScoreId} ${remarksDigest(rows)}`),
  ];
  const told = said.filter(({ kind }) => writing.has(kind));
  const inTables = new Set(written);
  const inLog = new Set(told.map(({ subject, data }) => `${subject} ${String(data.digest)}`));
  return [
    ...told
      .filter(({ subject, data }) => !inTables.has(`${subject} ${String(data.digest)}`))
      .map(({ sequence }) => `scores: what entry ${sequence} tells of is not in the tables as it was written`),
    ...written
      .filter((each) => !inLog.has(each))
      .map((each) => `scores: ${each.split(' ')[0]} has what no entry of the log tells of`),
  ];
}

function batches<R extends { readonly batch: string }>(rows: readonly R[]): readonly (readonly R[])[] {
  return [...new Set(rows.map(({ batch }) => batch))].map((batch) => rows.filter((row) => row.batch === batch));
}
