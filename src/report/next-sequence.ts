import type { EntityManager } from 'typeorm';

/** The position that the next entry of a log takes. Its head is held, by `holdBloc`, so nobody else takes it. */
export async function nextSequence(tx: EntityManager, stream: string): Promise<number> {
  const [head] = await tx.query<{ sequence: string }[]>('select sequence from log_head where stream = $1', [stream]);
  if (!head) throw new Error(`log ${stream} has no head`);
  return Number(head.sequence) + 1;
}
