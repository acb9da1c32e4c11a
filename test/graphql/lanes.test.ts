import { performance } from 'node:perf_hooks';
import { Refusal } from '../../src/errors/refusal';
import { Lanes, type Work } from '../../src/graphql/lanes';

/** The clock the lanes see, in milliseconds. */
let nowMs: number;
beforeEach(() => {
  nowMs = 1_000_000;
  jest.useFakeTimers({ doNotFake: ['performance', 'nextTick', 'queueMicrotask'] });
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const quick: Work = { isQuick: true, isPublic: false };
const slow: Work = { isQuick: false, isPublic: false };
const ofPublic = (work: Work): Work => ({ ...work, isPublic: true });

const settle = async () => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};
/** Lets the clock go on, and what is due happen. */
async function pass(ms: number): Promise<void> {
  nowMs += ms;
  await jest.advanceTimersByTimeAsync(ms);
}

/** Time of the loop a unit is charged as, in milliseconds. */
const unitMs = 0.008;

/** Lanes whose work ends when a test says so. */
function watched(lanes = new Lanes()) {
  const begun: string[] = [];
  const works = new Map<string, Work>();
  const ends = new Map<string, (error?: Error) => void>();
  const results = new Map<string, Promise<unknown>>();
  return {
    lanes,
    begun,
    async start(name: string, work: Work) {
      works.set(name, work);
      const result = lanes.run(work, () => {
        begun.push(name);
        return new Promise<string>((resolve, reject) =>
          ends.set(name, (error) => (error ? reject(error) : resolve(name))),
        );
      });
      result.catch(() => undefined);
      results.set(name, result);
      await settle();
    },
    /** @param loopMs time of the loop it is charged with */
    async end(name: string, { loopMs = 0, error }: { loopMs?: number; error?: Error } = {}) {
      lanes.charge(works.get(name) as Work, loopMs / unitMs);
      ends.get(name)?.(error);
      await settle();
      await pass(0);
      return results.get(name);
    },
  };
}

describe('Lanes', () => {
  it('begin four quick pieces of work at once, and the next in order as one ends', async () => {
    const { start, end, begun } = watched();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await start(name, quick);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(await end('b')).toBe('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('begin the next in a turn of its own, so that acts which have arrived come first', async () => {
    const { lanes, start, begun } = watched(new Lanes({ quick: 1, slow: 1, publicShare: 1 }));
    let end = () => {};
    const first = lanes.run(quick, () => new Promise<void>((resolve) => (end = resolve)));
    await start('next', quick);
    end();
    await first;
    await settle();
    expect(begun).toEqual([]);
    await pass(0);
    expect(begun).toEqual(['next']);
  });

  it('do slow work one at a time, and quick work beside it', async () => {
    const { start, end, begun } = watched();
    for (const name of ['slow 1', 'slow 2', 'slow 3']) await start(name, slow);
    await start('quick', quick);
    expect(begun).toEqual(['slow 1', 'quick']);
    await end('slow 1');
    expect(begun).toEqual(['slow 1', 'quick', 'slow 2']);
  });

  it('let who has signed in go before the public, and keep the order within each', async () => {
    const { start, end, begun } = watched();
    await start('first', slow);
    await start('public 1', ofPublic(slow));
    await start('public 2', ofPublic(slow));
    await start('own 1', slow);
    await start('own 2', slow);
    for (const name of ['first', 'own 1', 'own 2', 'public 1', 'public 2']) await end(name);
    expect(begun).toEqual(['first', 'own 1', 'own 2', 'public 1', 'public 2']);
  });

  it('hold public work to three tenths of the time while acts are done', async () => {
    const { lanes, start, end, begun } = watched();
    await start('long', ofPublic(quick));
    await end('long', { loopMs: 110 });
    lanes.noteAct();
    await start('next', ofPublic(quick));
    expect(begun).toEqual(['long']);
    // 110 ms less the 50 that are let go at once are repaid in 200 ms.
    await pass(198);
    expect(begun).toEqual(['long']);
    await pass(5);
    expect(begun).toEqual(['long', 'next']);
  });

  it('hold nothing of who has signed in, and go on with them while the public waits', async () => {
    const { lanes, start, end, begun } = watched();
    await start('long', ofPublic(quick));
    await end('long', { loopMs: 500 });
    lanes.noteAct();
    await start('public', ofPublic(quick));
    await start('own', quick);
    expect(begun).toEqual(['long', 'own']);
    await end('own', { loopMs: 500 });
    await start('own too', quick);
    expect(begun).toEqual(['long', 'own', 'own too']);
  });

  it('hold nothing while no acts are done, and charge nothing to who has signed in', async () => {
    const { lanes, start, end, begun } = watched();
    await start('own', quick);
    await end('own', { loopMs: 60_000 });
    lanes.noteAct();
    await start('public', ofPublic(quick));
    expect(begun).toEqual(['own', 'public']);
  });

  it('hold nothing before the first act, and nothing from five seconds after the last one', async () => {
    const { lanes, start, end, begun } = watched();
    await start('long', ofPublic(quick));
    await end('long', { loopMs: 60_000 });
    await start('before', ofPublic(quick));
    expect(begun).toEqual(['long', 'before']);
    lanes.noteAct();
    await start('during', ofPublic(quick));
    expect(begun).toEqual(['long', 'before']);
    nowMs += 5_001;
    await start('after', quick);
    expect(begun.slice(2).sort()).toEqual(['after', 'during']);
  });

  it('refuse what comes while two thousand wait', async () => {
    const { lanes, start } = watched();
    await start('first', slow);
    for (let n = 0; n < 2_000; n += 1) void lanes.run(slow, () => new Promise(() => undefined));
    expect(lanes.size).toBe(2_000);
    const refused = await lanes.run(quick, async () => 'done').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'BUSY' });
    expect(refused).toBeInstanceOf(Refusal);
  });

  it('go on after work that failed, and let its error through', async () => {
    const { start, end, begun } = watched();
    await start('fails', slow);
    await start('next', slow);
    await expect(end('fails', { error: new Error('it failed') })).rejects.toThrow('it failed');
    await settle();
    await pass(0);
    expect(begun).toEqual(['fails', 'next']);
  });
});

describe('the load of lanes', () => {
  it('tells what runs and what waits in each lane', async () => {
    const { lanes, start, end } = watched(new Lanes({ quick: 2, slow: 1, publicShare: 0.3 }));
    await start('quick', quick);
    for (const name of ['slow 1', 'slow 2', 'slow 3']) await start(name, slow);
    expect(lanes.load).toEqual({ running: { quick: 1, slow: 1 }, waiting: { quick: 0, slow: 2 }, publicDebtMs: 0 });
    for (const name of ['quick', 'slow 1', 'slow 2', 'slow 3']) await end(name);
    expect(lanes.load).toMatchObject({ running: { quick: 0, slow: 0 }, waiting: { quick: 0, slow: 0 } });
  });

  it('tells what public work owes by its units and bytes, and what it has repaid', async () => {
    const lanes = new Lanes();
    lanes.charge(quick, 10_000, 1_000_000);
    expect(lanes.load.publicDebtMs).toBe(0);
    lanes.charge(ofPublic(quick), 10_000, 1_000_000);
    expect(lanes.load.publicDebtMs).toBe(100);
    nowMs += 100;
    expect(lanes.load.publicDebtMs).toBe(70);
  });
});
