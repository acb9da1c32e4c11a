import DataLoader from 'dataloader';

/** Most keys of one statement. */
const largest = 1_000;

/**
 * Makes one statement of many look-ups: those that arrive while one is in flight, or in the same turn of the event
 * loop, go together in the next. Nothing is kept: every answer comes from a read that began after its question, so what
 * had committed before a question is in its answer.
 * @param read values in the order of keys; an Error in the place of a value fails that look-up alone
 */
export function batch<K, V>(read: (keys: readonly K[]) => Promise<readonly (V | Error)[]>): (key: K) => Promise<V> {
  let reading = false;
  let next: (() => void) | null = null;
  const loader = new DataLoader<K, V>(
    async (keys) => {
      reading = true;
      try {
        return await read(keys);
      } finally {
        reading = false;
        const go = next;
        next = null;
        go?.();
      }
    },
    {
      cache: false,
      maxBatchSize: largest,
      batchScheduleFn: (go) => {
        // The last to ask opens the next batch; earlier ones are full and go at once.
        if (reading) {
          next?.();
          next = go;
        } else setImmediate(go);
      },
    },
  );
  return (key) => loader.load(key);
}
