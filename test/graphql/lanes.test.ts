import { Lanes } from '../../src/graphql/lanes';

describe('the load of lanes', () => {
  it('tells what runs and what waits in each lane', async () => {
    const lanes = new Lanes({ quick: 2, slow: 1, publicShare: 0.3 });
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const work = (isQuick: boolean) => lanes.run({ isQuick, isPublic: false }, () => finished);
    const all = [work(true), work(false), work(false), work(false)];
    expect(lanes.load).toEqual({ running: { quick: 1, slow: 1 }, waiting: { quick: 0, slow: 2 }, publicDebtMs: 0 });
    finish();
    await Promise.all(all);
    expect(lanes.load).toMatchObject({ running: { quick: 0, slow: 0 }, waiting: { quick: 0, slow: 0 } });
  });

  it('tells what public work owes, and what it has repaid', async () => {
    const lanes = new Lanes({ quick: 1, slow: 1, publicShare: 0.3 });
    const busy = async () => {
      const until = performance.now() + 30;
      while (performance.now() < until);
    };
    await lanes.run({ isQuick: true, isPublic: false }, busy);
    expect(lanes.load.publicDebtMs).toBe(0);
    await lanes.run({ isQuick: true, isPublic: true }, busy);
    const owed = lanes.load.publicDebtMs;
    expect(owed).toBeGreaterThan(15);
    await busy();
    expect(lanes.load.publicDebtMs).toBeLessThan(owed);
  });
});
