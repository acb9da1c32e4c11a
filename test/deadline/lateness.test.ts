import fc from 'fast-check';
import { dayOf, daysBetween } from '../../src/deadline/calendar';
import { bandOf, daysLate, lastDayOf, latenessBands } from '../../src/deadline/lateness';

/** A day `yyyy-mm-dd` so many days after 1 January 2000, by the calendar of JavaScript in UTC. */
const nth = (days: number) => new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10);
const days = fc.integer({ min: 0, max: 40_000 });

describe('dayOf', () => {
  it.each([
    ['2026-04-15T16:59:59.999Z', '2026-04-15'],
    ['2026-04-15T17:00:00.000Z', '2026-04-16'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29'],
  ])('puts %s on %s: midnight in Vietnam is 17:00 UTC', (instant, expected) => {
    expect(dayOf(new Date(instant))).toBe(expected);
  });

  it('is the day in UTC seven hours later', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          expect(dayOf(instant)).toBe(new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10));
        },
      ),
    );
  });
});

describe('days late', () => {
  it('counts every day of the calendar, over months and leap days', () => {
    expect(daysBetween('2028-02-27', '2028-03-01')).toBe(3);
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    fc.assert(fc.property(days, days, (a, b) => expect(daysBetween(nth(a), nth(b))).toBe(b - a)));
  });

  it('are none until the last day, and then one more each day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -400, max: 400 }), (a, after) => {
        fc.pre(a + after >= 0);
        expect(daysLate(nth(a), nth(a + after))).toBe(after > 0 ? after : 0);
      }),
    );
  });

  it('are counted from the latest day, or else the day it is due', () => {
    expect(lastDayOf({ dueOn: '2026-01-10', latestOn: '2026-01-31' })).toBe('2026-01-31');
    expect(lastDayOf({ dueOn: '2026-01-10', latestOn: null })).toBe('2026-01-10');
  });
});

describe('the bands of lateness', () => {
  it.each([
    [0, null],
    [4, null],
    [5, -5],
    [9, -5],
    [10, -10],
    [14, -10],
    [15, -20],
    [400, -20],
  ])('of %i days: %p points', (late, points) => {
    expect(bandOf(late)?.points ?? null).toBe(points);
  });

  it('follow one another without a gap', () => {
    const ends = latenessBands.map(({ belowDays }) => belowDays);
    expect(ends).toEqual([...latenessBands.slice(1).map(({ fromDays }) => fromDays), null]);
  });
});
