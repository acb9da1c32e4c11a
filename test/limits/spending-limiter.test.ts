import { SpendingLimiter } from '../../src/limits/spending-limiter';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const rates = { perSession: { burst: 1_000, perSecond: 100 }, perAddress: { burst: 100, perSecond: 10 } };
const stranger = (address: string) => ({ sessionId: null, address });
const ofSession = (sessionId: string, address = '192.0.2.1') => ({ sessionId, address });

describe('SpendingLimiter', () => {
  it('lets an address use its burst, also beyond what is left, and wait until that is filled up', () => {
    const limiter = new SpendingLimiter(rates);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(0);
    limiter.charge(stranger('192.0.2.1'), 99);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(0);
    // One that costs more than is left is done, and paid for afterwards: 50 too much take 5 s and a bit.
    limiter.charge(stranger('192.0.2.1'), 51);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(6);
    jest.advanceTimersByTime(4_900);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(1);
    jest.advanceTimersByTime(200);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(0);
  });

  it('fills up to its burst and no further', () => {
    const limiter = new SpendingLimiter(rates);
    limiter.charge(stranger('192.0.2.1'), 10);
    jest.advanceTimersByTime(3_600_000);
    limiter.charge(stranger('192.0.2.1'), 100);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(1);
  });

  it('charges a session and not the address it comes from', () => {
    const limiter = new SpendingLimiter(rates);
    limiter.charge(ofSession('a'), 1_100);
    expect(limiter.spend(ofSession('a'), 0)).toBe(2);
    expect(limiter.spend(ofSession('a', '198.51.100.9'), 0)).toBe(2);
    expect(limiter.spend(ofSession('b'), 0)).toBe(0);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(0);
  });

  it('keeps addresses apart, and takes an IPv6 network for one', () => {
    const limiter = new SpendingLimiter(rates);
    limiter.charge(stranger('2001:db8:0:1::1'), 200);
    expect(limiter.spend(stranger('2001:db8:0:1::ffff'), 0)).toBe(11);
    expect(limiter.spend(stranger('2001:db8:0:2::1'), 0)).toBe(0);
    expect(limiter.spend(stranger('192.0.2.1'), 0)).toBe(0);
  });
});
