import { rolesHeldAt } from '../bloc/read-held-roles';
import { membersOfYear } from '../bloc/read-members';
import { BlocRole, Role } from '../graphql/authorize/viewer';
import type { Context } from '../graphql/context';
import type { Loader } from '../graphql/loading/loader';
import { linesOf, type ScoreLine } from './criterion';
import { tablesByYear } from './loaders';
import { type HeldStanding, readStandings } from './read-standings';
import { criteriaOf } from './read-tables';
import { type Stand, standsOf } from './stand';
import type { YearTable } from './year-table';

/** How the members of a bloc stand in a year, by its frozen table. */
export interface ReadYear {
  readonly table: YearTable;
  /** Every line of the table by its key. */
  readonly lines: ReadonlyMap<string, ScoreLine>;
  /** Of the members of the year, as the bloc lists them. */
  readonly members: readonly (HeldStanding & { readonly stand: Stand })[];
}

/** By `yearKey`; null where no table is frozen. Reads every standing entry of the year. */
export const yearByKey: Loader<string, ReadYear | null> = {
  async read(reader, keys, charge) {
    const years: (ReadYear | null)[] = [];
    for (const [index, versions] of (await tablesByYear.read(reader, keys)).entries()) {
      const table = versions.find(({ frozenAt }) => frozenAt !== null);
      if (!table) {
        years[index] = null;
        continue;
      }
      const members = (await membersOfYear(reader, table.blocId, table.year)).map(({ id }) => id);
      const standings = await readStandings(reader, table.id, members);
      const over = charge?.(standings.reduce((sum, { rows }) => sum + rows.SELF.size + rows.REVIEW.size, 0));
      if (over) return over;
      const criteria = criteriaOf(table);
      const stands = standsOf(criteria, standings);
      years[index] = {
        table,
        lines: new Map(linesOf(criteria).map((line) => [line.key, line] as const)),
        members: standings.flatMap((standing) => {
          const stand = stands.get(standing.memberId);
          return stand ? [{ ...standing, stand }] : [];
        }),
      };
    }
    return years;
  },
};

/** Whose scores somebody sees before they are released. */
export interface Sight {
  readonly all: boolean;
  /** Ids of members whose officer they are. */
  readonly own: ReadonlySet<string>;
}

/** Offices and administrators see all of a bloc, an officer the member whose officer they are now, others nothing. */
export async function sightOf(ctx: Context, blocId: string): Promise<Sight> {
  if (ctx.viewer.role === Role.ADMINISTRATOR) return { all: true, own: new Set() };
  const held = await rolesHeldAt(ctx, blocId);
  return {
    all: held.some(({ role }) => role !== BlocRole.OFFICER),
    own: new Set(held.flatMap(({ role, memberId }) => (role === BlocRole.OFFICER && memberId ? [memberId] : []))),
  };
}
