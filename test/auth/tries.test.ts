import { countTries } from '../../src/auth/tries';
import { setClock } from '../../src/clock';

let at = Date.parse('2026-12-01T01:00:00Z');
let putBack: () => void;

beforeAll(() => {
  putBack = setClock(() => new Date(at));
});
afterAll(() => putBack());

function takeMany(tries: ReturnType<typeof countTries>, count: number, address: string): number {
  return Array.from({ length: count }, () => tries.take(address)).filter((wait) => wait === null).length;
}

describe('countTries', () => {
  it('lets as many through as the limit, then says how long to wait', () => {
    const tries = countTries({ perAddress: 30, overall: 1000 });
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(30);
    expect(tries.take('192.0.2.1')).toBe(2);
  });

  it('fills up evenly, and never beyond the limit', () => {
    const tries = countTries({ perAddress: 30, overall: 1000 });
    takeMany(tries, 30, '192.0.2.1');
    at += 10_000;
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(5);
    at += 3_600_000;
    expect(takeMany(tries, 100, '192.0.2.1')).toBe(30);
  });

  it('keeps addresses apart until all together are over the overall limit', () => {
    const tries = countTries({ perAddress: 30, overall: 40 });
    expect(takeMany(tries, 30, '192.0.2.1')).toBe(30);
    expect(takeMany(tries, 30, '192.0.2.2')).toBe(10);
    expect(takeMany(tries, 1, '192.0.2.3')).toBe(0);
  });

  it('takes nothing from others for an address that is over its own limit', () => {
    const tries = countTries({ perAddress: 10, overall: 20 });
    takeMany(tries, 1000, '192.0.2.1');
    expect(takeMany(tries, 20, '192.0.2.2')).toBe(10);
  });

  it('counts no try that is given back', () => {
    const tries = countTries({ perAddress: 2, overall: 2 });
    for (let n = 0; n < 50; n += 1) {
      expect(tries.take('192.0.2.1')).toBeNull();
      tries.giveBack('192.0.2.1');
    }
  });

  it('counts all addresses of one IPv6 network as one', () => {
    const tries = countTries({ perAddress: 1, overall: 100 });
    expect(tries.take('2001:db8::1')).toBeNull();
    expect(tries.take('2001:db8:0:0:ffff::2')).not.toBeNull();
    expect(tries.take('2001:db8:0:1::1')).toBeNull();
    expect(tries.take('::1')).toBeNull();
  });

  it('takes an IPv4 address and its IPv6 form for one', () => {
    const tries = countTries({ perAddress: 1, overall: 100 });
    expect(tries.take('192.0.2.7')).toBeNull();
    expect(tries.take('::ffff:192.0.2.7')).not.toBeNull();
  });

  it('loses nothing when the clock is set back', () => {
    const tries = countTries({ perAddress: 2, overall: 100 });
    tries.take('192.0.2.1');
    at -= 3_600_000;
    expect(tries.take('192.0.2.1')).toBeNull();
    expect(tries.take('192.0.2.1')).not.toBeNull();
  });
});
