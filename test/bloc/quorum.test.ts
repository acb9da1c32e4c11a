import { quorumNeeded, usualQuorum } from '../../src/bloc/quorum';

describe('quorumNeeded', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 4],
    [6, 4],
    [7, 5],
    [10, 7],
  ])('is two thirds of %i, rounded up: %i', (members, needed) => {
    expect(quorumNeeded(usualQuorum, members)).toBe(needed);
  });
});
