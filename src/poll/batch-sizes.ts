/** Upper ends of the buckets, in deeds. */
export const batchEnds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] as const;

/** How many deeds went together in one transaction, counted since the start of this process. */
export class BatchSizes {
  /** One for each of `batchEnds`, and one more for what was larger. */
  readonly counts: number[] = new Array<number>(batchEnds.length + 1).fill(0);
  /** Deeds of all batches. */
  sum = 0;

  add(size: number): void {
    const found = batchEnds.findIndex((end) => size <= end);
    const bucket = found < 0 ? batchEnds.length : found;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += size;
  }
}
