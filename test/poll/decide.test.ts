import fc from 'fast-check';
import { type Rule, RuleBase, TieCriterion } from '../../src/bloc/rule';
import { decimalOf, unitsOf } from '../../src/decimal';
import { decide, nextCriterion, resultOf } from '../../src/poll/decide';
import { Outcome, PollKind } from '../../src/poll/poll';
import { type Counts, defaultRule } from '../../src/poll/rules';
import { outcomeOf, tiedOf, winnersOf } from '../../src/poll/tie';
import { byMember, type Vote, weigh } from '../../src/poll/weigh';
import { runs } from '../support/runs';

const { VOTES, SCORE, DECREE_152_ART_4_6, SECOND_BALLOT, LEADERS_DECIDE } = TieCriterion;
const codes = ['a', 'b', 'c', 'd'];

const choose = (seats: number, rule: Partial<Rule> = {}, secondBallot = 0) => ({
  kind: PollKind.CHOOSE,
  maxChoices: seats,
  rule: { ...defaultRule(false), seats, ...rule },
  secondBallot,
});

const heads = (votes: Record<string, number>, electors = 5): Counts => ({
  electors,
  present: electors,
  cast: electors,
  blank: 0,
  votes,
});

const option = (code: string, goesFirst: boolean | null = null, score: string | null = null) => ({
  code,
  goesFirst,
  score,
});

describe('the tie order', () => {
  const tie = heads({ a: 5, b: 3, c: 3, d: 3 });

  it('asks what is counted in its order, and says by what each seat was decided', () => {
    const poll = choose(3, { tieOrder: [VOTES, SCORE, DECREE_152_ART_4_6] });
    const options = [option('a'), option('b', false, '91.5'), option('c', true, '90.25'), option('d', false, '90.25')];
    expect(decide(poll, tie, options)).toEqual({
      outcome: Outcome.PASSED,
      winners: ['a', 'b', 'c'],
      decidedBy: { a: VOTES, b: SCORE, c: DECREE_152_ART_4_6 },
    });
  });

  it('compares scores as the decimals they are', () => {
    const poll = choose(1, { tieOrder: [VOTES, SCORE] });
    const two = heads({ a: 3, b: 3 });
    const score = (a: string, b: string) => decide(poll, two, [option('a', null, a), option('b', null, b)]);
    expect(score('9.5', '10').winners).toEqual(['b']);
    expect(score('0.30000000000000004', '0.3').winners).toEqual(['a']);
    expect(score('7.50', '7.5')).toMatchObject({ outcome: Outcome.TIED, tied: ['a', 'b'] });
  });

  it('goes no further than the next act that it asks for', () => {
    const poll = choose(2, { tieOrder: [VOTES, SECOND_BALLOT, DECREE_152_ART_4_6] });
    const options = [option('a'), option('b', true), option('c', false), option('d', false)];
    expect(decide(poll, tie, options)).toMatchObject({ outcome: Outcome.TIED, tied: ['b', 'c', 'd'] });
    expect(decide({ ...poll, secondBallot: 2 }, tie, options)).toMatchObject({
      winners: ['a', 'b'],
      decidedBy: { a: VOTES, b: DECREE_152_ART_4_6 },
    });
  });

  it('asks for two second ballots at most, then for the leaders', () => {
    const asked = (tieOrder: TieCriterion[]) => [0, 1, 2].map((n) => nextCriterion(choose(1, { tieOrder }, n)));
    expect(asked([VOTES, SECOND_BALLOT, LEADERS_DECIDE])).toEqual([SECOND_BALLOT, SECOND_BALLOT, LEADERS_DECIDE]);
    expect(asked([VOTES, LEADERS_DECIDE, SECOND_BALLOT])).toEqual([LEADERS_DECIDE, LEADERS_DECIDE, LEADERS_DECIDE]);
    expect(asked([VOTES, SECOND_BALLOT])).toEqual([SECOND_BALLOT, SECOND_BALLOT, null]);
    expect(asked([VOTES])).toEqual([null, null, null]);
  });

  it('asks only for the order in a second ballot: the tied have met the rule before', () => {
    const eighty = { passNumerator: 80, passDenominator: 100, passStrict: false };
    const votes = heads({ b: 3, c: 2 });
    expect(decide(choose(1, eighty), votes).outcome).toBe(Outcome.REJECTED);
    expect(decide(choose(1, eighty, 1), votes)).toMatchObject({ outcome: Outcome.PASSED, winners: ['b'] });
    expect(decide(choose(1, eighty, 1), heads({ b: 0, c: 0 }))).toMatchObject({ tied: ['b', 'c'] });
  });

  it('gives the seats as sorting by all of it would', () => {
    const ranked = fc.record({
      votes: fc.nat(3),
      first: fc.boolean(),
      score: fc.constantFrom('1', '2.5', '2.50', '3'),
    });
    const order = fc.shuffledSubarray([SCORE, DECREE_152_ART_4_6]);
    fc.assert(
      fc.property(
        fc.array(ranked, { minLength: 4, maxLength: 4 }),
        order,
        fc.integer({ min: 1, max: 3 }),
        (all, more, seats) => {
          const poll = choose(seats, { tieOrder: [VOTES, ...more] }, 1);
          const votes = heads(Object.fromEntries(all.map((each, index) => [codes[index], each.votes])));
          const options = all.map(({ first, score }, index) => option(codes[index]!, first, score));
          const keysOf = (index: number) => [
            all[index]!.votes,
            ...more.map((criterion) => (criterion === SCORE ? Number(all[index]!.score) : Number(all[index]!.first))),
          ];
          const behind = (a: number, b: number) => {
            const [x, y] = [keysOf(a), keysOf(b)];
            const at = x.findIndex((key, index) => key !== y[index]);
            return at >= 0 && x[at]! < y[at]!;
          };
          const [places, result] = [[0, 1, 2, 3], decide(poll, votes, options)];
          // Whoever has fewer than `seats` others before or beside it has a seat.
          const sure = places.filter((a) => places.filter((b) => b !== a && !behind(b, a)).length < seats);
          expect([...result.winners].sort()).toEqual(sure.map((index) => codes[index]));
          expect(result.outcome).toBe(sure.length < seats ? Outcome.TIED : Outcome.PASSED);
          expect(Object.keys(result.decidedBy ?? {}).sort()).toEqual([...result.winners].sort());
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

/** A number as a fraction of whole numbers of any size. */
interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}

const ratio = (text: string): Ratio => {
  const [whole, part = ''] = text.split('.');
  return { above: BigInt(`${whole}${part}`), below: 10n ** BigInt(part.length) };
};
const plus = (a: Ratio, b: Ratio): Ratio => ({
  above: a.above * b.below + b.above * a.below,
  below: a.below * b.below,
});
const over = (a: Ratio, b: Ratio): bigint => a.above * b.below - b.above * a.below;
const sum = (all: readonly string[]): Ratio => all.map(ratio).reduce(plus, { above: 0n, below: 1n });

const weights = fc.oneof(
  fc.constantFrom('0.1', '0.2', '0.3', '0.000001', '999999999.999999', '1', '33.333333'),
  fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 999_999 })).map(([a, b]) => `${a}.${b}`),
);
const votes: fc.Arbitrary<Vote> = fc.record({
  memberId: fc.constantFrom('1', '2', '3'),
  weight: weights,
  present: fc.boolean(),
  choices: fc.option(fc.constantFrom(['YES'], ['NO'], ['ABSTAIN'])),
});
const yesNo = ['YES', 'NO', 'ABSTAIN'];

describe('weights', () => {
  it('read and write decimals as they are', () => {
    fc.assert(
      fc.property(weights, (text) => {
        const again = decimalOf(unitsOf(text));
        expect(over(ratio(again), ratio(text))).toBe(0n);
        expect(again).not.toMatch(/\.\d*0$|\.$/);
      }),
    );
    expect(() => unitsOf('-1')).toThrow('no decimal');
    expect(() => unitsOf('0.0000000000000000001')).toThrow('no decimal');
  });

  it('pass what a plain model of fractions passes', () => {
    const rules = fc.record({
      base: fc.constantFrom(...Object.values(RuleBase)),
      passNumerator: fc.integer({ min: 1, max: 3 }),
      passDenominator: fc.constant(3),
      passStrict: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(votes, { minLength: 1, maxLength: 8 }), rules, (all, terms) => {
        const of = (is: (vote: Vote) => boolean) => sum(all.filter(is).map(({ weight }) => weight));
        const chose = (code: string) => (vote: Vote) => vote.choices?.[0] === code;
        const base = {
          ALL: of(() => true),
          PRESENT: of(({ present }) => present),
          CAST: of(({ choices }) => choices !== null),
          YES_NO: plus(of(chose('YES')), of(chose('NO'))),
        }[terms.base];
        const yes = of(chose('YES'));
        const left = { ...yes, above: yes.above * 3n };
        const right = { ...base, above: base.above * BigInt(terms.passNumerator) };
        const passes = yes.above > 0n && (terms.passStrict ? over(left, right) > 0n : over(left, right) >= 0n);
        const poll = { kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, rule: { ...defaultRule(false), ...terms } };
        const counts = { ...heads({ YES: 9, NO: 0, ABSTAIN: 0 }, 9), weights: weigh(all, yesNo) };
        expect(decide(poll, counts).outcome).toBe(passes ? Outcome.PASSED : Outcome.REJECTED);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('add tenths up to exactly one', () => {
    const tenth: Vote = { memberId: '1', weight: '0.1', present: true, choices: ['YES'] };
    const ten = Array.from({ length: 10 }, () => tenth);
    expect(weigh(ten, yesNo)).toEqual({
      ...{ electors: '1', present: '1', cast: '1', blank: '0' },
      votes: { YES: '1', NO: '0', ABSTAIN: '0' },
    });
  });

  it('order options before heads do', () => {
    const counts = {
      ...heads({ a: 2, b: 3 }),
      weights: { electors: '5', present: '5', cast: '5', blank: '0', votes: { a: '3.5', b: '3.25' } },
    };
    expect(decide(choose(1), counts)).toMatchObject({ winners: ['a'] });
  });
});

describe('both majorities', () => {
  it('ask the share of delegates and of members', () => {
    const poll = {
      kind: PollKind.YES_NO_ABSTAIN,
      maxChoices: 1,
      rule: { ...defaultRule(false), doubleMajority: true },
    };
    const of = (memberId: string, choice: string): Vote => ({
      memberId,
      weight: '1',
      present: true,
      choices: [choice],
    });
    const outcome = (all: Vote[]) => {
      const yes = all.filter(({ choices }) => choices?.[0] === 'YES').length;
      const delegates = heads({ YES: yes, NO: all.length - yes, ABSTAIN: 0 }, all.length);
      return decide(poll, { ...delegates, members: byMember(all, yesNo) }).outcome;
    };
    const big = ['YES', 'YES', 'YES', 'YES'].map((choice) => of('1', choice));
    // Four delegates of one member, against one each of two.
    expect(outcome([...big, of('2', 'NO'), of('3', 'NO')])).toBe(Outcome.REJECTED);
    expect(outcome([...big, of('2', 'YES'), of('3', 'NO')])).toBe(Outcome.PASSED);
    // Two members of three, and too few delegates.
    const no = ['NO', 'NO', 'NO', 'NO'].map((choice) => of('1', choice));
    expect(outcome([...no, of('2', 'YES'), of('3', 'YES')])).toBe(Outcome.REJECTED);
  });

  it('count a member for what more than half of its ballots chose', () => {
    const of = (memberId: string, choices: string[] | null): Vote => ({
      memberId,
      weight: '1',
      present: false,
      choices,
    });
    const all = [
      ...[of('1', ['a']), of('1', ['a', 'b']), of('1', ['b'])],
      ...[of('2', ['a']), of('2', ['b'])],
      ...[of('3', null), of('3', ['b'])],
      ...[of('4', [])],
      ...[of('5', null)],
    ];
    expect(byMember(all, ['a', 'b'])).toEqual({
      ...{ electors: 5, present: 0, cast: 4, blank: 1 },
      votes: { a: 1, b: 2 },
    });
  });
});

describe('the result that is frozen', () => {
  it('has the counts in each measure there is, and what the rule makes of them', () => {
    const poll = choose(1, { tieOrder: [VOTES] });
    const counts = heads({ a: 4, b: 1 });
    const decided = { outcome: Outcome.PASSED, winners: ['a'], decidedBy: { a: VOTES } };
    const plain = { votes: { a: 4, b: 1 }, cast: 5, blank: 0, ...decided };
    expect(resultOf(poll, counts, [])).toEqual(plain);
    const members = { electors: 5, present: 5, cast: 5, blank: 0, votes: { a: 4, b: 1 } };
    const weighed = { electors: '5', present: '5', cast: '5', blank: '0', votes: { a: '4', b: '1' } };
    const paper = { some: 'paper' } as never;
    expect(resultOf(poll, { ...counts, members, weights: weighed, paper }, [])).toEqual({
      ...plain,
      members,
      weights: weighed,
      paper,
    });
  });

  it('rejects a choice that nobody meets', () => {
    expect(decide(choose(1), heads({ a: 0, b: 0 }))).toEqual({ outcome: Outcome.REJECTED, winners: [] });
  });

  it('has no vote for a code that every object has', () => {
    const weighed = { electors: '5', present: '5', cast: '5', blank: '0', votes: {} };
    const poll = { kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, rule: defaultRule(false) };
    expect(decide(poll, { ...heads({}), weights: weighed }).outcome).toBe(Outcome.REJECTED);
    expect(decide(poll, heads({})).outcome).toBe(Outcome.REJECTED);
  });

  it('asks for no order and no base that nobody knows', () => {
    const tie = heads({ a: 5, b: 5 });
    expect(() => decide(choose(1, { tieOrder: ['LOT' as TieCriterion] }), tie)).toThrow('LOT is not counted');
    expect(() => decide(choose(1, { base: 'SOME' as RuleBase }), tie)).toThrow('base SOME');
  });
});

describe('a tie', () => {
  const rule = { ...defaultRule(false), seats: 2 };
  const tie = (result: object) => ({ result: { ...result } as never, rule, maxChoices: 1 });

  it('is among those the result names', () => {
    const poll = tie({ votes: { a: 3, b: 2, c: 2 }, winners: ['a'], tied: ['b', 'c'] });
    expect(tiedOf(poll)).toEqual({ codes: ['b', 'c'], seats: 1 });
  });

  it('is among those with the most votes of the rest where the result names none', () => {
    const poll = tie({ votes: { a: 3, b: 2, c: 2, d: 1 }, winners: ['a'] });
    expect(tiedOf(poll)).toEqual({ codes: ['b', 'c'], seats: 1 });
  });

  it('is for as many seats as choices where the rule says nothing', () => {
    const { seats, ...usual } = rule;
    expect(tiedOf({ ...tie({ votes: { a: 1, b: 1 }, winners: [] }), rule: usual as never, maxChoices: 3 }).seats).toBe(
      3,
    );
    expect(tiedOf({ result: null, rule, maxChoices: 1 })).toEqual({ codes: [], seats: 2 });
  });

  it('that leader and deputy decided has passed, with their winners behind those of the counts', () => {
    const result = { outcome: Outcome.TIED, winners: ['a'] } as never;
    const tieDecision = { winners: ['c'] } as never;
    expect([outcomeOf({ result, tieDecision: null }), winnersOf({ result, tieDecision: null })]).toEqual([
      'TIED',
      ['a'],
    ]);
    expect([outcomeOf({ result, tieDecision }), winnersOf({ result, tieDecision })]).toEqual(['PASSED', ['a', 'c']]);
    const before = { result: null, tieDecision: null };
    expect([outcomeOf(before), winnersOf(before)]).toEqual([null, []]);
  });
});
