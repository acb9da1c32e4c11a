import fc from 'fast-check';
import { RuleBase, TieCriterion } from '../../src/bloc/rule';
import { decide, type Ranked } from '../../src/poll/decide';
import { decidingOf } from '../../src/poll/deciding';
import type { Deciding } from '../../src/poll/deciding-alike';
import { Outcome, PollKind } from '../../src/poll/poll';
import { type Counts, defaultRule } from '../../src/poll/rules';
import { byMember, type Vote, weigh } from '../../src/poll/weigh';
import { runs } from '../support/runs';

/** What each elector has done: the options chosen, or null where nothing was cast yet. */
type Ballots = readonly (readonly string[] | null)[];

interface Case {
  readonly poll: Parameters<typeof decidingOf>[0];
  readonly codes: readonly string[];
  readonly ballots: Ballots;
  /** Who was there at opening. */
  readonly present: readonly boolean[];
  readonly options?: readonly Ranked[];
  /** How ballots are not alike, and what each elector's vote weighs and whose it is. */
  readonly by?: 'weights' | 'members' | undefined;
  readonly weights?: readonly string[];
  readonly members?: readonly string[];
}

/** The counts, added up ballot by ballot. */
function countsOf({ codes, present, by, weights = [], members = [] }: Case, ballots: Ballots): Counts {
  const cast = ballots.filter((ballot) => ballot !== null);
  const votes = ballots.map(
    (choices, n): Vote => ({
      ...{ choices, weight: weights[n] ?? '1', memberId: members[n] ?? null },
      present: choices !== null || present[n] === true,
    }),
  );
  return {
    ...(by && { ballots: votes }),
    ...(by === 'weights' && { weights: weigh(votes, codes) }),
    ...(by === 'members' && { members: byMember(votes, codes) }),
    electors: ballots.length,
    present: ballots.filter((ballot, index) => ballot !== null || present[index]).length,
    cast: cast.length,
    blank: cast.filter((ballot) => ballot.length === 0).length,
    votes: Object.fromEntries(codes.map((code) => [code, cast.filter((ballot) => ballot.includes(code)).length])),
  };
}

/** Every way the rest may vote, or stay away. */
function waysOf({ ballots }: Case, ways: readonly (readonly string[] | null)[]): Ballots[] {
  let all: (readonly string[] | null)[][] = [[]];
  for (const ballot of ballots)
    all = all.flatMap((before) => (ballot === null ? ways : [ballot]).map((way) => [...before, way]));
  return all;
}

/** The least number of further ballots that chose `code` from which on every way ends well; null where there is none. */
function least(each: Case, ways: readonly Ballots[], code: string, endsWell: (way: Ballots) => boolean) {
  const left = each.ballots.filter((ballot) => ballot === null).length;
  const chosen = (way: Ballots) => way.filter((ballot, n) => each.ballots[n] === null && ballot?.includes(code)).length;
  for (let count = 0; count <= left; count += 1)
    if (ways.filter((way) => chosen(way) >= count).every(endsWell)) return count;
  return null;
}

const outcomeOf = (each: Case, way: Ballots) => decide(each.poll, countsOf(each, way), each.options);
const decided = (each: Case) => decidingOf(each.poll, countsOf(each, each.ballots), each.options);

/** The same by trying everything. */
function byForce(each: Case, choices: readonly (readonly string[])[]): Deciding {
  const ways = waysOf(each, [null, ...choices]);
  // The outcome, and who has a seat: nothing is decided while either is open.
  const ends = ways.map((way) => outcomeOf(each, way));
  const isOne = new Set(ends.map(({ outcome, winners }) => [outcome, ...winners.toSorted()].join(' '))).size === 1;
  const decided = isOne ? (ends[0]?.outcome ?? null) : null;
  const isYesNo = each.poll.kind === PollKind.YES_NO_ABSTAIN;
  const wins = (code: string) => (way: Ballots) => outcomeOf(each, way).winners.includes(code);
  const is = (outcome: Outcome) => (way: Ballots) => outcomeOf(each, way).outcome === outcome;
  const wonOf = (code: string) => {
    const won = new Set(ways.map(wins(code)));
    return won.size === 1 ? ([...won][0] ?? null) : null;
  };
  const codes = isYesNo ? [] : each.codes;
  return {
    told: true,
    decided,
    favour: isYesNo ? least(each, ways, 'YES', is(Outcome.PASSED)) : null,
    against: isYesNo ? least(each, ways, 'NO', is(Outcome.REJECTED)) : null,
    toWin: new Map(codes.map((code) => [code, least(each, ways, code, wins(code))])),
    won: new Map(codes.map((code) => [code, wonOf(code)])),
  };
}

const rules = fc
  .record({
    base: fc.constantFrom(...Object.values(RuleBase)),
    passNumerator: fc.integer({ min: 1, max: 6 }),
    passDenominator: fc.integer({ min: 1, max: 6 }),
    passStrict: fc.boolean(),
    seats: fc.constantFrom(null, 1, 2),
  })
  .filter(({ passNumerator, passDenominator }) => passNumerator <= passDenominator)
  .map((changes) => ({ ...defaultRule(false), ...changes }));

const tieOrders = fc.constantFrom<TieCriterion[]>(
  [TieCriterion.VOTES, TieCriterion.SCORE],
  [TieCriterion.VOTES, TieCriterion.DECREE_152_ART_4_6, TieCriterion.SCORE, TieCriterion.LEADERS_DECIDE],
  [TieCriterion.VOTES, TieCriterion.SECOND_BALLOT, TieCriterion.SCORE],
);

/** A share that any vote meets. */
const anyShare = { passNumerator: 1, passDenominator: 1000, passStrict: false };

const yesNo = [['YES'], ['NO'], ['ABSTAIN']];
const subsets = (codes: readonly string[], most: number): string[][] =>
  Array.from({ length: 2 ** codes.length }, (_, bits) => codes.filter((_code, n) => (bits >> n) % 2 === 1)).filter(
    (each) => each.length <= most,
  );

describe('decidingOf', () => {
  const electorates = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 5 });

  it('says of a question what trying every way of the rest finds, whatever the rule', () => {
    fc.assert(
      fc.property(rules, electorates, fc.nat(5), (rule, people, left) => {
        const each: Case = {
          poll: { kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, mayChange: false, rule },
          codes: ['YES', 'NO', 'ABSTAIN'],
          ballots: people.map(([choice], n) => (n < left ? null : (yesNo[choice % 3] ?? []))),
          present: people.map(([, present]) => present),
        };
        expect(decided(each)).toEqual(byForce(each, yesNo));
      }),
      { numRuns: runs(600) },
    );
  });

  it('says the same of a poll to choose, with several seats and several choices', () => {
    const shapes = fc.record({
      rule: rules,
      people: electorates,
      left: fc.nat(3),
      options: fc.constantFrom(2, 3),
      maxChoices: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(shapes, ({ rule, people, left, options, maxChoices }) => {
        const codes = ['a', 'b', 'c'].slice(0, options);
        const choices = subsets(codes, maxChoices);
        const each: Case = {
          poll: { kind: PollKind.CHOOSE, maxChoices, mayChange: false, rule },
          codes,
          ballots: people.map(([choice], n) => (n < left ? null : (choices[choice % choices.length] ?? []))),
          present: people.map(([, present]) => present),
        };
        expect(decided(each)).toEqual(byForce(each, choices));
      }),
      { numRuns: runs(600) },
    );
  });

  it('says nothing where votes may be changed', () => {
    const poll = { kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, mayChange: true, rule: defaultRule(false) };
    const counts = { electors: 5, present: 5, cast: 4, blank: 0, votes: { YES: 4, NO: 0, ABSTAIN: 0 } };
    expect(decidingOf(poll, counts)).toMatchObject({ told: false, decided: null, favour: null, against: null });
    expect(decidingOf({ ...poll, mayChange: false }, counts)).toMatchObject({ decided: 'PASSED', favour: 0 });
  });
});

describe('decidingOf, where votes are not alike', () => {
  const people = fc.array(
    fc.record({
      choice: fc.nat(20),
      present: fc.boolean(),
      // Some equal, some so unlike that one weighs as much as others together.
      weight: fc.constantFrom('1', '1', '0.5', '2', '3.000001', '1.5'),
      member: fc.constantFrom('m1', 'm2', 'm3'),
    }),
    { minLength: 1, maxLength: 6 },
  );
  type People = typeof people extends fc.Arbitrary<infer T> ? T : never;
  const voters = (each: People) => ({
    present: each.map(({ present }) => present),
    weights: each.map(({ weight }) => weight),
    members: each.map(({ member }) => member),
  });
  const unlike = fc.constantFrom('weights' as const, 'members' as const);

  it('says of a question by weight, or by members too, what trying every way of the rest finds', () => {
    fc.assert(
      fc.property(rules, people, fc.nat(5), unlike, (rule, who, left, by) => {
        const each: Case = {
          ...{ poll: { kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, mayChange: false, rule }, by, ...voters(who) },
          codes: ['YES', 'NO', 'ABSTAIN'],
          ballots: who.map(({ choice }, n) => (n < left ? null : (yesNo[choice % 3] ?? []))),
        };
        expect(decided(each)).toEqual(byForce(each, yesNo));
      }),
      { numRuns: runs(300) },
    );
  });

  const shapes = fc.record({
    ...{ rule: rules, people, left: fc.nat(3), options: fc.constantFrom(2, 3, 4) },
    ...{ maxChoices: fc.constantFrom(1, 2), seats: fc.constantFrom(null, 1, 2), secondBallot: fc.constantFrom(0, 1) },
    ...{ order: tieOrders, scores: fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }) },
    first: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  });
  const caseOf = (shape: typeof shapes extends fc.Arbitrary<infer T> ? T : never, by: Case['by']) => {
    const { rule, left, maxChoices, secondBallot, order, scores, first, seats } = shape;
    const codes = ['a', 'b', 'c', 'd'].slice(0, shape.options);
    const choices = subsets(codes, maxChoices);
    const poll = {
      kind: PollKind.CHOOSE,
      maxChoices,
      mayChange: false,
      secondBallot,
      rule: { ...rule, seats, tieOrder: order },
    };
    const ballots = shape.people.map(({ choice }, n) => (n < left ? null : (choices[choice % choices.length] ?? [])));
    const options = codes.map((code, n) => ({ code, score: `${scores[n]}.5`, goesFirst: first[n] ?? null }));
    return { each: { poll, by, ...voters(shape.people), codes, options, ballots } satisfies Case, choices };
  };

  it('says where a tie is decided by score or by Decree 152 what trying every way finds, also in a second ballot', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { each, choices } = caseOf(shape, undefined);
        expect(decided(each)).toEqual(byForce(each, choices));
      }),
      { numRuns: runs(120) },
    );
  });

  it('says of a poll to choose by weight, or by members too, nothing that trying every way does not find', () => {
    fc.assert(
      fc.property(shapes, unlike, (shape, by) => {
        const { each, choices } = caseOf(shape, by);
        const [said, found] = [decided(each), byForce(each, choices)];
        if (said.told) return expect(said).toEqual(found);
        if (said.decided !== null) expect(said.decided).toBe(found.decided);
        for (const [code, won] of said.won) if (won !== null) expect(won).toBe(found.won.get(code));
        for (const [code, toWin] of said.toWin) if (toWin !== null) expect(toWin).toBe(found.toWin.get(code));
      }),
      { numRuns: runs(120) },
    );
  });

  it('says of weights that would have to be shared out among seats that it cannot tell, and tells the rest', () => {
    const weighed = (seats: number): Case => ({
      poll: {
        kind: PollKind.CHOOSE,
        maxChoices: 1,
        mayChange: false,
        rule: { ...defaultRule(false), ...anyShare, seats },
      },
      ...{ codes: ['a', 'b', 'c'], by: 'weights', present: [true, true, true, true] },
      // For two seats b and c would have to share 4, 4 and 2 so that each has 5.
      ...{ ballots: [['a'], null, null, null], weights: ['5', '4', '4', '2'] },
    });
    expect(decided(weighed(2))).toMatchObject({ told: false, decided: null });
    expect(decided(weighed(1))).toEqual(byForce(weighed(1), subsets(['a', 'b', 'c'], 1)));
    expect(decided(weighed(1))).toMatchObject({ told: true });
  });

  it('answers at once for 500 electors and 12 options that all tie', () => {
    const codes = Array.from({ length: 12 }, (_, n) => `o${n}`);
    const ballots = Array.from({ length: 500 }, (_, n) => (n < 240 ? [codes[n % 12] ?? ''] : null));
    for (const by of ['weights', 'members'] as const) {
      const each: Case = {
        poll: { kind: PollKind.CHOOSE, maxChoices: 1, mayChange: false, rule: { ...defaultRule(false), seats: 3 } },
        ...{ codes, ballots, by, present: ballots.map(() => true) },
        weights: ballots.map((_, n) => `${(n % 7) + 1}.000001`),
        members: ballots.map((_, n) => `m${n % 30}`),
      };
      const counts = countsOf(each, ballots);
      const start = performance.now();
      decidingOf(each.poll, counts, []);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});
