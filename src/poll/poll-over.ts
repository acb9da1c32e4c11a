import type { EntityManager } from 'typeorm';

/**
 * SQL for the state of a poll as ballots meet it: one that closes by itself takes none once its time is up by the
 * database's clock, however late the server comes to count it.
 */
export const stateForBallots = `
  case when closes_by_itself and due_at <= clock_timestamp() then 'CLOSED' else state end
`;

/** Whether an open poll is to be closed by itself now. Lock the poll before. */
export async function isOver(tx: EntityManager, pollId: string): Promise<boolean> {
  const [row] = await tx.query<{ over: boolean }[]>(
    `select state = 'OPEN' and closes_by_itself and due_at <= clock_timestamp() as over from poll where id = $1`,
    [pollId],
  );
  return row?.over ?? false;
}
