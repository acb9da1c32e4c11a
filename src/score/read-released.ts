import { membersOfYear } from '../bloc/read-members';
import type { Loader } from '../graphql/loading/loader';
import { tablesByYear } from './loaders';
import { ScoreStage } from './member-score';
import { ranks } from './rank';
import { readFinalScores } from './read-final-scores';
import type { YearScores } from './year-scores';

/**
 * Totals and ranks of a year by `yearKey`, as everybody sees them; null before they are released. Reads no entries: a whole
 * hall may ask at once.
 */
export const releasedByKey: Loader<string, YearScores | null> = {
  async read(reader, keys) {
    const years: (YearScores | null)[] = [];
    for (const versions of await tablesByYear.read(reader, keys)) {
      const table = versions.find(({ releasedAt }) => releasedAt !== null);
      const totals = table && (await readFinalScores(reader, table.blocId, table.year));
      if (!table || !totals) {
        years.push(null);
        continue;
      }
      const members = await membersOfYear(reader, table.blocId, table.year);
      const places = ranks(new Map(members.map(({ id }) => [id, totals.get(id) ?? '0'] as const)));
      years.push({
        table,
        members: members.map(({ id }) => ({
          ...{ memberId: id, stage: totals.has(id) ? ScoreStage.FINAL : ScoreStage.OPEN },
          ...{ total: totals.get(id) ?? null, rank: places.get(id) ?? null, work: null },
        })),
      });
    }
    return years;
  },
};
