import { type EntityTarget, type FindOptionsOrder, type FindOptionsWhere, In } from 'typeorm';
import { type Loader, rowById } from '../graphql/loading/loader';
import { ScoreEntry } from './score-entry';
import { ScoreRemark } from './score-remark';
import { YearTable } from './year-table';

export const tableById = rowById(YearTable);

/** One year of one bloc, as a key of loaders. */
export const yearKey = (blocId: string, year: number): string => `${blocId} ${year}`;

/** All versions of a year of a bloc (`yearKey`), the newest first. */
export const tablesByYear: Loader<string, readonly YearTable[]> = {
  async read(reader, keys) {
    const years = keys.map((key) => ({ blocId: key.split(' ')[0], year: Number(key.split(' ')[1]) }));
    const tables = await reader.find(YearTable, {
      where: { blocId: In(years.map(({ blocId }) => blocId)), year: In(years.map(({ year }) => year)) },
      order: { version: 'DESC' },
    });
    return keys.map((key) => tables.filter(({ blocId, year }) => yearKey(blocId, year) === key));
  },
};

/** One leaf or extra of one member's score, as a key of loaders. */
export const leafKey = (memberScoreId: string, key: string): string => `${memberScoreId} ${key}`;

/** Everything ever entered for each leaf (`leafKey`), first to last. */
export const entriesByLeaf = byLeaf<ScoreEntry>(ScoreEntry, { enteredAt: 'ASC', part: 'DESC', version: 'ASC' });

/** Remarks to each leaf (`leafKey`), first to last. */
export const remarksByLeaf = byLeaf<ScoreRemark>(ScoreRemark, { writtenAt: 'ASC', id: 'ASC' });

function byLeaf<E extends ScoreEntry | ScoreRemark>(
  entity: EntityTarget<E>,
  order: FindOptionsOrder<E>,
): Loader<string, readonly E[]> {
  return {
    async read(reader, keys) {
      const leaves = keys.map((key) => ({ memberScoreId: key.slice(0, uuidLength), key: key.slice(uuidLength + 1) }));
      const where = {
        memberScoreId: In([...new Set(leaves.map(({ memberScoreId }) => memberScoreId))]),
        key: In([...new Set(leaves.map(({ key }) => key))]),
      } as FindOptionsWhere<E>;
      const rows = await reader.find(entity, { where, order });
      return keys.map((key) => rows.filter((row) => leafKey(row.memberScoreId, row.key) === key));
    },
  };
}

const uuidLength = 36;
