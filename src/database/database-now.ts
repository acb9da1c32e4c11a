import type { EntityManager } from 'typeorm';

/** The moment the database has now, whole milliseconds, as the log has them. */
export const databaseNow = `date_trunc('milliseconds', clock_timestamp())`;

/** The same for an act that keeps it: what is compared with other moments of the database has no other clock. */
export async function readDatabaseNow(tx: EntityManager): Promise<Date> {
  const [{ now }] = await tx.query<[{ now: Date }]>(`select ${databaseNow} as now`);
  return now;
}
