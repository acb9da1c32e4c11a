import { covers } from '../../src/bloc/rules';

describe('covers', () => {
  it.each([
    [2015, 2024, 2014, false],
    [2015, 2024, 2015, true],
    [2015, 2024, 2024, true],
    [2015, 2024, 2025, false],
    [null, 2024, 1990, true],
    [2025, null, 2024, false],
    [2025, null, 2090, true],
    [null, null, 2022, true],
  ])('from %s to %s: %i is %s', (fromYear, toYear, year, covered) => {
    expect(covers({ fromYear, toYear }, year)).toBe(covered);
  });
});
