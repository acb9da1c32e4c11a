import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import type { ScoreTable } from './table';
import { YearTable } from './year-table';

/** All versions of a year, the newest first. For acts: hold the bloc before. */
export function versionsOf(tx: EntityManager, blocId: string, year: number): Promise<YearTable[]> {
  return tx.find(YearTable, { where: { blocId, year }, order: { version: 'DESC' } });
}

/** The criteria of a version. */
export function criteriaOf({ canonicalText }: Pick<YearTable, 'canonicalText'>): ScoreTable {
  // What was read from a file when it was set, and written as canonical text since.
  return JSON.parse(canonicalText) as ScoreTable;
}

/** The version by which members are scored. @throws Refusal SCORE_TABLE_NOT_FROZEN */
export async function frozenTable(tx: EntityManager, blocId: string, year: number): Promise<YearTable> {
  const frozen = (await versionsOf(tx, blocId, year)).find(({ frozenAt }) => frozenAt !== null);
  if (!frozen) throw new Refusal('SCORE_TABLE_NOT_FROZEN', { year });
  return frozen;
}
