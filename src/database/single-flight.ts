import { batch } from './batch';

interface Line<V> {
  readonly ask: (work: () => Promise<V>) => Promise<V>;
  waiting: number;
}

/**
 * Runs equal work once for all who ask for it together: those who come while it runs share the next run, so everybody's
 * answer comes from a run that began after they asked. Nothing is kept once nobody waits.
 */
export class SingleFlight<V> {
  private readonly lines = new Map<string, Line<V>>();

  /** @param work what has this key; a failure is everybody's who shares the run */
  async run(key: string, work: () => Promise<V>): Promise<V> {
    let line = this.lines.get(key);
    if (!line) {
      line = { ask: batch(runFirst), waiting: 0 };
      this.lines.set(key, line);
    }
    line.waiting += 1;
    try {
      return await line.ask(work);
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.lines.delete(key);
    }
  }
}

async function runFirst<V>(works: readonly (() => Promise<V>)[]): Promise<V[]> {
  const value = await (works[0] as () => Promise<V>)();
  return works.map(() => value);
}
