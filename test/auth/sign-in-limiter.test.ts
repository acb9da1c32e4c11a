import { limitSignIns } from '../../src/auth/sign-in-limiter';
import { setClock } from '../../src/clock';

let at = Date.parse('2026-12-01T01:00:00Z');
let putBack: () => void;

beforeAll(() => {
  putBack = setClock(() => new Date(at));
});
afterAll(() => putBack());

type Tries = ReturnType<typeof limitSignIns>;

const limits = { perBadge: 1_000, perAddress: 30, overall: 1_000 };

/** How many of so many tries are within the limits. */
function takeMany(tries: Tries, count: number, address: string): number {
  return takes(tries, count, address).filter(({ waitSeconds }) => waitSeconds === null).length;
}

/** How many of so many tries are looked at. */
function openMany(tries: Tries, count: number, address: string): number {
  return takes(tries, count, address).filter(({ isOpen }) => isOpen).length;
}

const takes = (tries: Tries, count: number, address: string, badge: string | null = null) =>
  Array.from({ length: count }, () => tries.take(address, badge));

describe('limitSignIns', () => {
  it('lets as many through as the limit, then says how long to wait', () => {
    const tries = limitSignIns(limits);
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(30);
    expect(tries.take('192.0.2.1', null).waitSeconds).toBe(2);
  });

  it('fills up evenly, and never beyond the limit', () => {
    const tries = limitSignIns(limits);
    takeMany(tries, 30, '192.0.2.1');
    at += 10_000;
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(5);
    at += 3_600_000;
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(30);
  });

  it('keeps addresses apart until all together are over the overall limit', () => {
    const tries = limitSignIns({ ...limits, overall: 40 });
    expect(takeMany(tries, 30, '192.0.2.1')).toBe(30);
    expect(takeMany(tries, 30, '192.0.2.2')).toBe(10);
    expect(openMany(tries, 1, '192.0.2.3')).toBe(0);
  });

  it('looks at what comes from an address over its limit, up to the overall limit for all who are', () => {
    const tries = limitSignIns({ ...limits, perAddress: 10, overall: 40 });
    expect(openMany(tries, 1000, '192.0.2.1')).toBe(50);
    expect(openMany(tries, 1000, '192.0.2.2')).toBe(10);
  });

  it('takes nothing from those within their limit for an address that is over its own', () => {
    const tries = limitSignIns({ ...limits, perAddress: 10, overall: 20 });
    takeMany(tries, 1000, '192.0.2.1');
    expect(takeMany(tries, 20, '192.0.2.2')).toBe(10);
  });

  it('looks at so many codes that begin alike, wherever they come from, and at others meanwhile', () => {
    const tries = limitSignIns({ ...limits, perBadge: 3 });
    expect(takes(tries, 3, '192.0.2.1', 'AAAA').every(({ isOpen }) => isOpen)).toBe(true);
    expect(tries.take('192.0.2.2', 'AAAA')).toMatchObject({ isOpen: false, waitSeconds: 20 });
    expect(tries.take('192.0.2.1', 'BBBB')).toMatchObject({ isOpen: true, waitSeconds: null });
    at += 20_000;
    expect(tries.take('192.0.2.2', 'AAAA').isOpen).toBe(true);
  });

  it('counts no try that is given back', () => {
    const tries = limitSignIns({ perBadge: 2, perAddress: 2, overall: 2 });
    for (let n = 0; n < 50; n += 1) {
      const one = tries.take('192.0.2.1', 'AAAA');
      expect(one).toMatchObject({ isOpen: true, waitSeconds: null });
      one.giveBack();
    }
  });

  it('counts all addresses of one IPv6 network as one', () => {
    const tries = limitSignIns({ ...limits, perAddress: 1 });
    expect(takeMany(tries, 1, '2001:db8::1')).toBe(1);
    expect(takeMany(tries, 1, '2001:db8:0:0:ffff::2')).toBe(0);
    expect(takeMany(tries, 1, '2001:db8:0:1::1')).toBe(1);
    expect(takeMany(tries, 1, '::1')).toBe(1);
  });

  it('takes an IPv4 address and its IPv6 form for one', () => {
    const tries = limitSignIns({ ...limits, perAddress: 1 });
    expect(takeMany(tries, 1, '192.0.2.7')).toBe(1);
    expect(takeMany(tries, 1, '::ffff:192.0.2.7')).toBe(0);
  });

  it('loses nothing when the clock is set back', () => {
    const tries = limitSignIns({ ...limits, perAddress: 2 });
    takeMany(tries, 1, '192.0.2.1');
    at -= 3_600_000;
    expect(takeMany(tries, 1, '192.0.2.1')).toBe(1);
    expect(takeMany(tries, 1, '192.0.2.1')).toBe(0);
  });
});
