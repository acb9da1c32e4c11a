import { measureDelays, percentiles } from '../../src/rehearsal/measure-delay';
import type { Screen } from '../../src/rehearsal/screen';

describe('percentiles', () => {
  it.each([
    ['no value', [], Number.NaN, Number.NaN],
    ['one value', [3], 3, 3],
    ['two values', [2, 1], 1, 2],
    ['many values', Array.from({ length: 200 }, (_, index) => 200 - index), 100, 198],
  ])('takes the nearest rank of %s', (_, values, p50, p99) => {
    expect(percentiles(values)).toMatchObject({ count: values.length, p50, p99 });
  });
});

describe('measureDelays', () => {
  it('takes the entry itself, and the first state at or after it', () => {
    const seen = {
      logArrivals: [1_010, 1_020],
      stateArrivals: new Map([
        [
          'poll',
          [
            { sequence: 0, atMs: 900 },
            { sequence: 2, atMs: 1_050 },
            { sequence: 3, atMs: 2_000 },
          ],
        ],
      ]),
    } as unknown as Screen;
    const done = {
      ...{ sequence: 1, kind: 'ballotCast', id: null, state: 'poll' },
      ...{ answeredAtMs: 1_015, committedAtMs: 900 },
    };
    const { votes, all } = measureDelays([done, { ...done, kind: 'pollOpened' }], [seen], 100);
    expect(votes.acts).toBe(1);
    expect(votes.answerToLog.max).toBe(-5);
    expect(votes.answerToState.max).toBe(35);
    expect(votes.entryToLog.max).toBe(10);
    expect(votes.entryToState.max).toBe(50);
    expect(all.entryToState.count).toBe(2);
  });
});
