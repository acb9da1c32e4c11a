import { nextTry, pausesSeconds } from '../../src/webhooks/schedule';

const failedAt = new Date('2026-01-01T00:00:00Z');
const seconds = (failures: number, random: number) =>
  (nextTry(failures, failedAt, random).getTime() - failedAt.getTime()) / 1_000;

describe('the pauses after failures', () => {
  it('grow from 5 seconds to 15 minutes, and stay there', () => {
    expect([1, 2, 3, 8, 9, 1_000].map((failures) => seconds(failures, 0))).toEqual([5, 15, 30, 900, 900, 900]);
    expect(pausesSeconds).toEqual([...pausesSeconds].sort((a, b) => a - b));
  });

  it('are longer by up to a quarter, so that receivers that failed together are not tried together', () => {
    expect([0, 0.5, 1].map((random) => seconds(4, random))).toEqual([60, 67.5, 75]);
  });
});
