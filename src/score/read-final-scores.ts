import type { EntityManager } from 'typeorm';

/**
 * Final totals of the members of a bloc for a year, exact decimals as text, by id of the member; null before they are
 * released: what they decide tells them.
 */
export async function readFinalScores(
  reader: EntityManager,
  blocId: string,
  year: number,
): Promise<ReadonlyMap<string, string> | null> {
  const totals = await reader.query<{ memberId: string; total: string }[]>(
    `select s.member_id as "memberId", s.total::text from member_score s join score_table t on t.id = s.table_id
     where t.bloc_id = $1 and t.year = $2 and t.released_at is not null and s.total is not null
     order by s.member_id`,
    [blocId, year],
  );
  return totals.length > 0 ? new Map(totals.map(({ memberId, total }) => [memberId, total])) : null;
}
