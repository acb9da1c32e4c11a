import { YieldingLoop } from '../../src/subscriptions/yielding-loop';

const loop = new YieldingLoop();

/** A clock that only sending moves: each member takes a millisecond. */
let at = 0;
beforeEach(() => {
  at = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => at);
});
afterEach(() => jest.restoreAllMocks());

const crowd = (count: number) => new Set(Array.from({ length: count }, (_, n) => n));

describe('rounds of sending', () => {
  it('let the process look at what else has come, and visit who joins meanwhile but not who leaves', async () => {
    const members = crowd(100);
    const visited: number[] = [];
    setImmediate(() => {
      members.delete(99);
      members.add(200);
      visited.push(-1);
    });
    await loop.forEach(members, 1, (member) => {
      at += 1;
      visited.push(member);
    });
    expect(visited.indexOf(-1)).toBeGreaterThan(0);
    expect(visited.indexOf(-1)).toBeLessThan(40);
    expect(visited).toHaveLength(101);
    expect(visited).toContain(200);
    expect(visited).not.toContain(99);
  });

  it('let a lighter one that starts meanwhile pass, and go on after it', async () => {
    const sent: string[] = [];
    const send = (what: string) => () => {
      at += 1;
      sent.push(what);
    };
    let light: Promise<void> | null = null;
    setImmediate(() => {
      light = loop.forEach(crowd(200), 260, send('light'));
    });
    await loop.forEach(crowd(200), 60_000, send('heavy'));
    await light;
    const [first, last] = [sent.indexOf('light'), sent.lastIndexOf('light')];
    expect(first).toBeLessThan(40);
    expect(sent.slice(first, last)).not.toContain('heavy');
    expect(sent.filter((what) => what === 'heavy')).toHaveLength(200);
  });

  it('are late and not starved where lighter ones never end', async () => {
    let ended = false;
    let turns = 0;
    const members = crowd(10);
    const light = loop.forEach(members, 260, (member) => {
      at += 1;
      turns += 1;
      if (!ended) members.add(member + 10);
    });
    await loop.forEach(crowd(64), 60_000, () => {
      at += 1;
    });
    ended = true;
    await light;
    expect(turns).toBeGreaterThan(64);
  });

  it('leave nothing behind that others would wait for when a visit fails', async () => {
    await expect(
      loop.forEach(crowd(1), 1, () => {
        throw new Error('gone');
      }),
    ).rejects.toThrow('gone');
    const sent: number[] = [];
    const order: string[] = [];
    const heavy = loop
      .forEach(crowd(32), 60_000, () => {
        at += 1;
        sent.push(at);
      })
      .then(() => order.push('heavy'));
    const later = (async () => {
      for (let n = 0; n < 10; n += 1) await new Promise((resolve) => setImmediate(resolve));
      order.push('ten turns');
    })();
    await Promise.all([heavy, later]);
    expect(order).toEqual(['heavy', 'ten turns']);
  });
});
