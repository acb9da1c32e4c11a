import type { EntityManager } from 'typeorm';
import type { Write } from './change-set';

/** Rows of one statement: PostgreSQL takes 65 535 values in one, and no table here has a hundred columns. */
const rowsAtOnce = 500;

/** Writes the rows of a plan in order; neighbours of one table go into one statement. */
export async function writePlan(tx: EntityManager, writes: readonly Write[]): Promise<void> {
  for (let index = 0; index < writes.length; ) {
    const write = writes[index];
    if (!write) return;
    if (write.kind === 'UPDATE') {
      await tx.update(write.table, { id: write.id }, write.changes);
      index += 1;
      continue;
    }
    if (write.kind === 'DELETE') {
      await tx.delete(write.table, { id: write.id });
      index += 1;
      continue;
    }
    const rows: object[] = [];
    for (
      let next = writes[index];
      next?.kind === 'INSERT' && next.table === write.table && rows.length < rowsAtOnce;
    ) {
      rows.push(next.row);
      index += 1;
      next = writes[index];
    }
    await tx.insert(write.table, rows);
  }
}
