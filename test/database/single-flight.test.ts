import { SingleFlight } from '../../src/database/single-flight';

/** Work that ends when it is told to, and counts its runs. */
function aWork() {
  const runs: ((value: number) => void)[] = [];
  const work = () => new Promise<number>((resolve) => void runs.push(resolve));
  const begun = async (count: number) => {
    while (runs.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  return { runs, work, begun };
}

describe('equal work', () => {
  it('is run once for all who ask together', async () => {
    const sharing = new SingleFlight<number>();
    const { runs, work, begun } = aWork();
    const answers = ['a', 'a', 'a'].map((key) => sharing.run(key, work));
    await begun(1);
    runs[0]?.(1);
    expect(await Promise.all(answers)).toEqual([1, 1, 1]);
    expect(runs).toHaveLength(1);
  });

  it('is run again, once, for all who ask while it runs', async () => {
    const sharing = new SingleFlight<number>();
    const { runs, work, begun } = aWork();
    const first = sharing.run('a', work);
    await begun(1);
    const later = [sharing.run('a', work), sharing.run('a', work)];
    runs[0]?.(1);
    await begun(2);
    runs[1]?.(2);
    expect(await Promise.all([first, ...later])).toEqual([1, 2, 2]);
    expect(runs).toHaveLength(2);
  });

  it('is not shared with other work', async () => {
    const sharing = new SingleFlight<number>();
    expect(await Promise.all([sharing.run('a', async () => 1), sharing.run('b', async () => 2)])).toEqual([1, 2]);
  });

  it('that fails, fails for those who share the run, and not for who asks after', async () => {
    const sharing = new SingleFlight<number>();
    const failing = () => Promise.reject(new Error('away'));
    const answers = await Promise.allSettled([sharing.run('a', failing), sharing.run('a', failing)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await sharing.run('a', async () => 3)).toBe(3);
  });
});
