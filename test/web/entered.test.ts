import fc from 'fast-check';
import type { PollKind } from '../../src/poll/poll';
import { enteredRefusal } from '../../src/poll/rules';
import { sumOf } from '../../web/src/chair/polls/entered';

const count = fc.integer({ min: 0, max: 6 });

describe('sumOf', () => {
  it('lets through exactly the counts that the server takes', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.record({
          cast: count,
          votes: fc.array(count, { minLength: 3, maxLength: 3 }),
          blank: count,
          invalid: count,
        }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 8 }),
        (choose, given, most, electors) => {
          const entered = { ...given, blank: choose ? given.blank : 0 };
          const maxChoices = choose ? most : 1;
          const kind = (choose ? 'CHOOSE' : 'YES_NO_ABSTAIN') as PollKind;
          const votes = Object.fromEntries(entered.votes.map((each, index) => [`${index}`, each]));
          const refusal = enteredRefusal({ kind, maxChoices }, { ...entered, electors, present: electors, votes });
          const { fault } = sumOf(entered, { choose, maxChoices, electors });
          expect([given, fault === null]).toEqual([given, refusal === null]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('says how many ballots are missing or too many', () => {
    const ballot = { choose: false, maxChoices: 1, electors: 5 };
    expect(sumOf({ cast: 5, votes: [3, 1, 0], blank: null, invalid: null }, ballot)).toEqual({
      sum: 4,
      fault: 'missing',
      difference: 1,
    });
    expect(sumOf({ cast: 3, votes: [3, 1, 0], blank: null, invalid: null }, ballot)).toMatchObject({
      fault: 'over',
      difference: -1,
    });
    expect(sumOf({ cast: 5, votes: [3, null, 0], blank: null, invalid: null }, ballot).fault).toBe('unfilled');
  });
});
