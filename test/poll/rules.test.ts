import fc from 'fast-check';
import { Electorate, type Rule, RuleBase, usualTerms } from '../../src/bloc/rule';
import { decide } from '../../src/poll/decide';
import { decidingOf } from '../../src/poll/deciding';
import { Outcome, PollKind, PollState, Secrecy } from '../../src/poll/poll';
import {
  askRefusal,
  ballotRefusal,
  belowFloor,
  type Counts,
  consensusRefusal,
  countsShown,
  defaultRule,
  type EnteredCounts,
  enteredRefusal,
  floorOf,
  liveTallyRefusal,
  mayChangeRefusal,
  openRefusal,
  ruleFault,
  secretRuleRefusal,
  smallestElectorate,
  standing,
  voidRefusal,
  votesFor,
  votesNeeded,
  withPaper,
} from '../../src/poll/rules';
import { runs } from '../support/runs';

const rule = (changes: Partial<Rule> = {}): Rule => ({ ...defaultRule(false), ...changes });
const yesNo = (changes: Partial<Rule> = {}) => ({
  ...{ kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, mayChange: false },
  rule: rule(changes),
});
const counts = (electors: number, votes: Record<string, number>, more: Partial<Counts> = {}): Counts => ({
  electors,
  present: electors,
  cast: Object.values(votes).reduce((sum, each) => sum + each, 0),
  blank: 0,
  votes,
  ...more,
});

describe('votesNeeded', () => {
  it.each([
    [5, 4],
    [6, 5],
    [7, 6],
    [10, 8],
  ])('asks 80 %% of %i members for a flag: %i', (members, needed) => {
    expect(votesNeeded(defaultRule(true), members)).toBe(needed);
  });

  it.each([
    [4, 3],
    [5, 3],
    [6, 4],
  ])('asks more than half of %i members otherwise: %i', (members, needed) => {
    expect(votesNeeded(defaultRule(false), members)).toBe(needed);
  });

  it('never lets anything pass without a vote for it', () => {
    expect(votesNeeded(rule({ passNumerator: 0, passStrict: false }), 0)).toBe(1);
  });

  it('is the least whole number that meets the share', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 100 }), fc.boolean(), (base, percent, strict) => {
        const needed = votesNeeded(rule({ passNumerator: percent, passDenominator: 100, passStrict: strict }), base);
        const meets = (votes: number) =>
          votes >= 1 && (strict ? votes * 100 > percent * base : votes * 100 >= percent * base);
        expect(meets(needed)).toBe(true);
        expect(meets(needed - 1)).toBe(false);
      }),
    );
  });
});

describe('decide', () => {
  it('passes on the base of all, not of those who voted', () => {
    expect(decide(yesNo(), counts(5, { YES: 2, NO: 0, ABSTAIN: 0 })).outcome).toBe(Outcome.REJECTED);
    expect(decide(yesNo(), counts(5, { YES: 3, NO: 2, ABSTAIN: 0 })).outcome).toBe(Outcome.PASSED);
  });

  it('names no winner of a yes/no poll', () => {
    const result = { outcome: Outcome.PASSED, winners: [] };
    expect(decide(yesNo(), counts(5, { YES: 3, NO: 2, ABSTAIN: 0 }))).toEqual(result);
  });

  it('counts votes against in the base of votes for or against', () => {
    const poll = yesNo({ base: RuleBase.YES_NO });
    expect(decide(poll, counts(10, { YES: 2, NO: 3, ABSTAIN: 0 })).outcome).toBe(Outcome.REJECTED);
  });

  it('leaves abstentions out of the base of votes for or against', () => {
    const poll = yesNo({ base: RuleBase.YES_NO });
    expect(decide(poll, counts(10, { YES: 3, NO: 2, ABSTAIN: 5 })).outcome).toBe(Outcome.PASSED);
    expect(decide(yesNo({ base: RuleBase.CAST }), counts(10, { YES: 3, NO: 2, ABSTAIN: 5 })).outcome).toBe(
      Outcome.REJECTED,
    );
  });

  const choose = (seats: number) => ({ kind: PollKind.CHOOSE, maxChoices: 2, rule: rule({ seats }) });

  it('gives the seats to the options with most votes above the share', () => {
    const result = decide(choose(2), counts(5, { a: 5, b: 3, c: 4, d: 1 }, { cast: 5 }));
    expect(result).toEqual({ outcome: Outcome.PASSED, winners: ['a', 'c'], decidedBy: { a: 'VOTES', c: 'VOTES' } });
  });

  it('gives a seat shared by a tie to nobody and says so', () => {
    const result = decide(choose(2), counts(5, { a: 5, b: 3, c: 3 }, { cast: 5 }));
    expect(result).toEqual({ outcome: Outcome.TIED, winners: ['a'], decidedBy: { a: 'VOTES' }, tied: ['b', 'c'] });
  });

  it('does not call a tie within the seats a tie', () => {
    expect(decide(choose(2), counts(5, { a: 4, b: 4, c: 1 }, { cast: 5 }))).toEqual({
      outcome: Outcome.PASSED,
      winners: ['a', 'b'],
      decidedBy: { a: 'VOTES', b: 'VOTES' },
    });
  });

  it('rejects when no option has the share', () => {
    expect(decide(choose(1), counts(5, { a: 2, b: 2 }, { cast: 5 }))).toEqual({
      outcome: Outcome.REJECTED,
      winners: [],
    });
  });
});

describe('standing', () => {
  const bases = fc.constantFrom(...Object.values(RuleBase));
  const polls = fc.record({
    electors: fc.integer({ min: 1, max: 30 }),
    base: bases,
    percent: fc.integer({ min: 1, max: 100 }),
    strict: fc.boolean(),
    ballots: fc.array(fc.constantFrom('YES', 'NO', 'ABSTAIN'), { maxLength: 30 }),
    seen: fc.nat(30),
  });

  it('calls a poll decided only when no further ballot can change it', () => {
    fc.assert(
      fc.property(polls, ({ electors, base, percent, strict, ballots, seen }) => {
        const poll = yesNo({ base, passNumerator: percent, passDenominator: 100, passStrict: strict });
        const all = ballots.slice(0, electors);
        const tally = (list: readonly string[]) =>
          counts(
            electors,
            Object.fromEntries(
              ['YES', 'NO', 'ABSTAIN'].map((code) => [code, list.filter((each) => each === code).length]),
            ),
          );
        const { decided } = decidingOf(poll, tally(all.slice(0, seen)));
        if (decided) expect(decide(poll, tally(all)).outcome).toBe(decided);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('says how many votes are missing', () => {
    expect(standing(yesNo(), counts(5, { YES: 1, NO: 0, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 2,
    });
    expect(standing(yesNo(), counts(5, { YES: 3, NO: 0, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 0,
    });
    expect(standing(yesNo(), counts(5, { YES: 0, NO: 3, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 3,
    });
  });
});

describe('ballotRefusal', () => {
  const options = ['YES', 'NO', 'ABSTAIN'];

  it.each([[[]], [['YES', 'NO']], [['MAYBE']], [['YES', 'YES']], [['toString']]])(
    'refuses %j in a yes/no poll',
    (choices) => {
      expect(ballotRefusal(yesNo(), options, choices)).toBe('BALLOT_INVALID');
    },
  );

  it('takes up to the number allowed in a poll to choose, and a blank ballot', () => {
    const poll = { ...yesNo(), kind: PollKind.CHOOSE, maxChoices: 2 };
    expect(ballotRefusal(poll, options, [])).toBeNull();
    expect(ballotRefusal(poll, options, ['YES', 'NO'])).toBeNull();
    expect(ballotRefusal(poll, options, ['YES', 'NO', 'ABSTAIN'])).toBe('BALLOT_INVALID');
    expect(ballotRefusal(poll, options, ['YES', 'YES'])).toBe('BALLOT_INVALID');
  });
});

describe('openRefusal', () => {
  const draft = { state: PollState.DRAFT, secrecy: Secrecy.NAMED, rule: rule({ electorate: Electorate.MEMBERS }) };

  it('asks for the quorum', () => {
    expect(openRefusal(draft, { all: 5, present: 3 })).toBe('NO_QUORUM');
    expect(openRefusal(draft, { all: 5, present: 4 })).toBeNull();
  });

  it('asks for five electors where ballots are to be secret', () => {
    const secret = { ...draft, secrecy: Secrecy.UNLINKED };
    expect(openRefusal(secret, { all: 4, present: 4 })).toBe('ELECTORATE_TOO_SMALL');
    expect(openRefusal(secret, { all: 5, present: 5 })).toBeNull();
  });

  it('asks for as many electors as ballots have to be cast', () => {
    const secret = { ...draft, secrecy: Secrecy.UNLINKED, rule: rule({ floor: 8 }) };
    expect(openRefusal(secret, { all: 7, present: 7 })).toBe('ELECTORATE_TOO_SMALL');
    expect(openRefusal(secret, { all: 8, present: 8 })).toBeNull();
    expect(openRefusal({ ...secret, rule: rule({ floor: 3 }) }, { all: 4, present: 4 })).toBe('ELECTORATE_TOO_SMALL');
    expect(openRefusal({ ...secret, secrecy: Secrecy.NAMED }, { all: 7, present: 7 })).toBeNull();
  });

  it('opens a draft only, and never without electors', () => {
    expect(openRefusal({ ...draft, state: PollState.CLOSED }, { all: 5, present: 5 })).toBe('POLL_STATE');
    expect(openRefusal(draft, { all: 0, present: 0 })).toBe('NO_QUORUM');
  });
});

describe('usualTerms', () => {
  it('have a second ballot and then the leaders decide a tie, and votes by heads, of everybody', () => {
    expect(usualTerms()).toEqual({
      tieOrder: ['VOTES', 'SECOND_BALLOT', 'LEADERS_DECIDE'],
      ...{ selfVote: true, doubleMajority: false, memberWeights: null },
    });
  });
});

describe('secretRuleRefusal', () => {
  it('keeps weights and both majorities out of secret votes, since they tell who voted', () => {
    const weighed = rule({ memberWeights: { a: '2' } });
    const both = rule({ doubleMajority: true });
    for (const each of [weighed, both, rule({ memberWeights: {} })]) {
      expect(secretRuleRefusal(Secrecy.UNLINKED, each)).toBe('SECRET_WEIGHTS');
      expect(secretRuleRefusal(Secrecy.NAMED, each)).toBeNull();
    }
    expect(secretRuleRefusal(Secrecy.UNLINKED, rule())).toBeNull();
  });
});

describe('ruleFault', () => {
  it.each([
    ['a tie order that does not begin with the votes', { tieOrder: ['SECOND_BALLOT', 'VOTES'] }, 'rule.tieOrder'],
    ['a criterion twice', { tieOrder: ['VOTES', 'VOTES'] }, 'rule.tieOrder'],
    ['a weight of nothing', { memberWeights: { a: '0.000000' } }, 'rule.weights'],
    ['a weight below nothing', { memberWeights: { a: '-1' } }, 'rule.weights'],
    ['seven places', { memberWeights: { a: '1.0000001' } }, 'rule.weights'],
    ['ten digits', { memberWeights: { a: '1000000000' } }, 'rule.weights'],
    ['weights beside both majorities', { memberWeights: {}, doubleMajority: true }, 'rule.weights'],
    ['both majorities of members', { doubleMajority: true }, 'rule.doubleMajority'],
  ])('finds %s', (_, changes, argument) => {
    expect(ruleFault(rule(changes as Partial<Rule>))).toMatchObject({ argument });
  });

  it('takes weights and both majorities as they may be', () => {
    expect(ruleFault(rule({ memberWeights: { a: '0.000001', b: '999999999.999999' } }))).toBeNull();
    expect(ruleFault(rule({ doubleMajority: true, electorate: Electorate.DELEGATES }))).toBeNull();
  });

  it.each([
    ['a quorum of nobody', { quorumNumerator: 0 }, 'rule.quorumNumerator'],
    ['a share of nothing', { passNumerator: 0 }, 'rule.passNumerator'],
    ['more than the whole', { passNumerator: 3, passDenominator: 2 }, 'rule.passNumerator'],
    ['more than all of the votes', { passNumerator: 5, passDenominator: 5, passStrict: true }, 'rule.passStrict'],
    ['a floor of two', { floor: 2 }, 'rule.floor'],
  ])('finds %s', (_, changes, argument) => {
    expect(ruleFault(rule(changes))).toMatchObject({ argument });
  });

  it('finds nothing in the default rules', () => {
    for (const isFlag of [true, false]) expect(ruleFault(defaultRule(isFlag))).toBeNull();
  });
});

describe('enteredRefusal', () => {
  const counts = (changes: Partial<EnteredCounts>): EnteredCounts => ({
    ...{ electors: 5, present: 5, cast: 5, blank: 0, invalid: 0, votes: { YES: 3, NO: 1, ABSTAIN: 1 } },
    ...changes,
  });
  it.each<[string, Partial<EnteredCounts>, string | null]>([
    ['sums that work out', {}, null],
    ['fewer than the electors', { cast: 4, votes: { YES: 4, NO: 0, ABSTAIN: 0 } }, null],
    ['an invalid one', { votes: { YES: 3, NO: 1, ABSTAIN: 0 }, invalid: 1 }, null],
    ['a vote too many', { votes: { YES: 4, NO: 1, ABSTAIN: 1 } }, 'RESULT_INVALID'],
    ['a vote too few', { votes: { YES: 2, NO: 1, ABSTAIN: 1 } }, 'RESULT_INVALID'],
    ['more than the electors', { cast: 6, votes: { YES: 4, NO: 1, ABSTAIN: 1 } }, 'RESULT_INVALID'],
    ['a blank in a yes/no poll', { votes: { YES: 3, NO: 1, ABSTAIN: 0 }, blank: 1 }, 'RESULT_INVALID'],
    ['a blank beside sums that work out', { blank: 1 }, 'RESULT_INVALID'],
    ['less than none', { votes: { YES: 6, NO: -1, ABSTAIN: 0 } }, 'RESULT_INVALID'],
  ])('yes or no: %s', (_what, changes, refusal) => {
    expect(enteredRefusal({ kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1 }, counts(changes))).toBe(refusal);
  });
  it.each<[string, Partial<EnteredCounts>, string | null]>([
    ['two each', { votes: { A: 5, B: 5, C: 0 } }, null],
    ['one each', { votes: { A: 3, B: 1, C: 1 } }, null],
    ['blank and invalid ones', { blank: 1, invalid: 1, votes: { A: 3, B: 2, C: 1 } }, null],
    ['two each but for blank and invalid ones', { blank: 1, invalid: 1, votes: { A: 3, B: 3, C: 0 } }, null],
    ['one each but for them', { blank: 1, invalid: 1, votes: { A: 3, B: 0, C: 0 } }, null],
    ['more votes than are left by them', { blank: 1, invalid: 1, votes: { A: 4, B: 1, C: 0 } }, 'RESULT_INVALID'],
    ['nothing but blank ones', { blank: 5, votes: { A: 0, B: 0, C: 0 } }, null],
    ['more than two each', { votes: { A: 5, B: 5, C: 1 } }, 'RESULT_INVALID'],
    ['fewer than one each', { votes: { A: 3, B: 1, C: 0 } }, 'RESULT_INVALID'],
    ['one option with more votes than ballots', { blank: 3, votes: { A: 3, B: 0, C: 0 } }, 'RESULT_INVALID'],
    ['more blank and invalid ones than ballots', { blank: 4, invalid: 2, votes: {} }, 'RESULT_INVALID'],
  ])('choosing two of three: %s', (_what, changes, refusal) => {
    expect(enteredRefusal({ kind: PollKind.CHOOSE, maxChoices: 2 }, counts(changes))).toBe(refusal);
  });
});

describe('ruleFault, in words', () => {
  it.each([
    [{ quorumNumerator: 0 }, 'rule.quorumNumerator', 'At least 1: a share of nothing is no rule.'],
    [{ passNumerator: -1 }, 'rule.passNumerator', 'At least 1: a share of nothing is no rule.'],
    [
      { quorumNumerator: 4, quorumDenominator: 3 },
      'rule.quorumNumerator',
      'At most 3, its denominator: it is a share of the whole.',
    ],
    [
      { passNumerator: 101, passDenominator: 100 },
      'rule.passNumerator',
      'At most 100, its denominator: it is a share of the whole.',
    ],
    [
      { passNumerator: 1, passDenominator: 1, passStrict: true },
      'rule.passStrict',
      'False: nothing has more than all of the votes.',
    ],
    [{ floor: 2 }, 'rule.floor', 'At least 3: counts of fewer secret ballots name their voters.'],
  ])('%j', (changes, argument, cure) => {
    expect(ruleFault(rule(changes))).toEqual({ argument, cure });
  });

  it('takes the whole for a share, one of it, and the least floor', () => {
    const whole = { quorumNumerator: 3, quorumDenominator: 3, passNumerator: 1, passDenominator: 1, floor: 3 };
    expect(ruleFault(rule({ ...whole, passStrict: false }))).toBeNull();
    expect(ruleFault(rule({ passNumerator: 99, passDenominator: 100, passStrict: true }))).toBeNull();
  });
});

describe('defaultRule', () => {
  it('asks four fifths of all members for a flag', () => {
    expect(defaultRule(true)).toEqual({
      ...usualTerms(),
      electorate: 'MEMBERS',
      quorumNumerator: 2,
      quorumDenominator: 3,
      base: 'ALL',
      seats: null,
      floor: 5,
      passNumerator: 80,
      passDenominator: 100,
      passStrict: false,
    });
  });

  it('asks more than half of all members otherwise', () => {
    expect(defaultRule(false)).toMatchObject({ passNumerator: 1, passDenominator: 2, passStrict: true });
  });
});

describe('votesFor', () => {
  it('counts what is there, and nothing that every object has', () => {
    expect(votesFor({ YES: 3 }, 'YES')).toBe(3);
    expect(votesFor({ YES: 3 }, 'NO')).toBe(0);
    for (const code of ['constructor', '__proto__', 'toString']) expect(votesFor({}, code)).toBe(0);
    expect(votesFor(JSON.parse('{"constructor": 2}'), 'constructor')).toBe(2);
  });
});

describe('the base of a share', () => {
  const choose = (base: RuleBase) => ({ kind: PollKind.CHOOSE, maxChoices: 1, rule: rule({ base, seats: 1 }) });
  // Ten electors, eight present, six ballots of which one is blank and one invalid.
  const all = { electors: 10, present: 8, cast: 6, blank: 1, invalid: 1 };

  it.each([
    [RuleBase.ALL, 6],
    [RuleBase.PRESENT, 5],
    [RuleBase.CAST, 4],
    [RuleBase.YES_NO, 3],
  ])('%s: more than half is %i', (base, needed) => {
    const outcome = (votes: number) => decide(choose(base), { ...all, votes: { a: votes, b: 0 } }).outcome;
    expect([outcome(needed), outcome(needed - 1)]).toEqual([Outcome.PASSED, Outcome.REJECTED]);
  });

  it.each([
    [RuleBase.ALL, 6],
    [RuleBase.PRESENT, 5],
    [RuleBase.CAST, 4],
    [RuleBase.YES_NO, 3],
  ])('%s is that of where a poll stands, too: %i', (base, needed) => {
    const { invalid: _, ...valid } = all;
    expect(standing(choose(base), { ...all, votes: {} }).needed).toBe(needed);
    expect(standing(choose(base), { ...valid, blank: 2, votes: {} }).needed).toBe(needed);
    const votes = { YES: 1, NO: 3, ABSTAIN: 2 };
    expect(standing(yesNo({ base }), { ...all, votes })).toEqual({
      needed: base === RuleBase.YES_NO ? 3 : needed,
      missing: base === RuleBase.YES_NO ? 2 : needed - 1,
    });
  });

  it('is those for or against in a yes/no poll, and all valid ballots where there are no invalid ones', () => {
    const votes = { YES: 2, NO: 1, ABSTAIN: 3 };
    expect(decide(yesNo({ base: RuleBase.YES_NO }), { ...all, votes }).outcome).toBe(Outcome.PASSED);
    const { invalid: _, ...without } = all;
    const outcome = (a: number) => decide(choose(RuleBase.YES_NO), { ...without, votes: { a } }).outcome;
    expect([outcome(3), outcome(2)]).toEqual([Outcome.PASSED, Outcome.REJECTED]);
  });

  it('takes a poll without a vote for or against for one nobody is for', () => {
    const poll = yesNo({ base: RuleBase.YES_NO });
    expect(decide(poll, { ...all, votes: {} }).outcome).toBe(Outcome.REJECTED);
    expect(standing(poll, { ...all, votes: {} })).toMatchObject({ needed: 1, missing: 1 });
  });

  it('is none that nobody knows', () => {
    expect(() => decide(yesNo({ base: 'OTHER' as RuleBase }), { ...all, votes: {} })).toThrow('base OTHER');
    expect(() => standing(yesNo({ base: 'OTHER' as RuleBase }), { ...all, votes: {} })).toThrow('base OTHER');
  });
});

describe('decide among several', () => {
  const choose = (changes: Partial<Rule>, maxChoices = 2) => ({
    kind: PollKind.CHOOSE,
    maxChoices,
    rule: rule({ passStrict: false, passNumerator: 1, passDenominator: 5, ...changes }),
  });

  it('has as many seats as choices where the rule says nothing', () => {
    const votes = { a: 5, b: 4, c: 3 };
    expect(decide(choose({ seats: null }), counts(5, votes, { cast: 5 })).winners).toEqual(['a', 'b']);
    expect(decide(choose({ seats: 1 }), counts(5, votes, { cast: 5 })).winners).toEqual(['a']);
  });

  it('orders winners of as many votes by their codes', () => {
    const votes = { d: 2, b: 3, a: 3, c: 3 };
    expect(decide(choose({ seats: 3 }), counts(5, votes, { cast: 5 }))).toMatchObject({
      outcome: Outcome.PASSED,
      winners: ['a', 'b', 'c'],
    });
  });

  it('gives all seats that are shared by a tie to nobody', () => {
    expect(decide(choose({ seats: 2 }), counts(5, { a: 3, b: 3, c: 3 }, { cast: 5 }))).toMatchObject({
      outcome: Outcome.TIED,
      winners: [],
    });
  });
});

describe('standing on a base that grows', () => {
  it('is open while the rest may widen the base beyond the votes in favour', () => {
    const of = (base: RuleBase, votes: Record<string, number>, present = 5) =>
      decidingOf(yesNo({ base }), counts(5, votes, { present })).decided;
    // Three of three are in favour; two more ballots make it three of five, which still passes.
    expect(of(RuleBase.CAST, { YES: 3, NO: 0, ABSTAIN: 0 })).toBe(Outcome.PASSED);
    expect(of(RuleBase.CAST, { YES: 2, NO: 0, ABSTAIN: 0 })).toBeNull();
    expect(of(RuleBase.PRESENT, { YES: 2, NO: 0, ABSTAIN: 0 }, 3)).toBeNull();
    expect(of(RuleBase.PRESENT, { YES: 3, NO: 0, ABSTAIN: 0 }, 3)).toBe(Outcome.PASSED);
    expect(of(RuleBase.PRESENT, { YES: 3, NO: 0, ABSTAIN: 0 }, 5)).toBe(Outcome.PASSED);
    // Two abstained: the last one makes it three for or against at most.
    expect(of(RuleBase.YES_NO, { YES: 2, NO: 0, ABSTAIN: 2 })).toBe(Outcome.PASSED);
    expect(of(RuleBase.ALL, { YES: 2, NO: 0, ABSTAIN: 0 }, 3)).toBeNull();
    expect(of(RuleBase.ALL, { YES: 0, NO: 2, ABSTAIN: 0 })).toBeNull();
    expect(of(RuleBase.ALL, { YES: 0, NO: 3, ABSTAIN: 0 })).toBe(Outcome.REJECTED);
  });
});

describe('countsShown', () => {
  const open = { state: PollState.OPEN, secrecy: Secrecy.NAMED, liveTally: true, result: null };
  const result = { votes: {}, cast: 5, blank: 0, winners: [], outcome: Outcome.PASSED };

  it.each([
    ['a named poll that is open and runs live', open, true],
    ['one that does not run live', { ...open, liveTally: false }, false],
    ['a draft', { ...open, state: PollState.DRAFT }, false],
    ['one that was set aside', { ...open, state: PollState.VOID }, false],
    ['a secret one, whatever its tables say', { ...open, secrecy: Secrecy.UNLINKED }, false],
    ['a closed one', { ...open, state: PollState.CLOSED, liveTally: false, result }, true],
    [
      'a closed one with too few ballots',
      { ...open, state: PollState.CLOSED, result: { ...result, outcome: Outcome.TOO_FEW } },
      false,
    ],
  ])('%s: %s', (_what, poll, shown) => {
    expect(countsShown(poll)).toBe(shown);
  });
});

describe('liveTallyRefusal', () => {
  it('refuses counts of a secret poll that run, and nothing else', () => {
    expect(liveTallyRefusal(Secrecy.UNLINKED, true)).toBe('SECRET_COUNTS');
    for (const said of [false, null, undefined]) expect(liveTallyRefusal(Secrecy.UNLINKED, said)).toBeNull();
    expect(liveTallyRefusal(Secrecy.NAMED, true)).toBeNull();
  });
});

describe('the floor of a secret poll', () => {
  const secret = (floor: number) => ({ secrecy: Secrecy.UNLINKED, rule: rule({ floor }) });

  it('is that of its rule, and none where it has none or is named', () => {
    expect(floorOf(secret(5))).toBe(5);
    expect(floorOf(secret(1))).toBe(1);
    expect(floorOf(secret(0))).toBeNull();
    expect(floorOf({ ...secret(5), secrecy: Secrecy.NAMED })).toBeNull();
  });

  it('is met by as many ballots, and not by one fewer', () => {
    expect([4, 5].map((cast) => belowFloor(secret(5), cast))).toEqual([true, false]);
    expect(belowFloor(secret(0), 0)).toBe(false);
    expect(belowFloor({ ...secret(5), secrecy: Secrecy.NAMED }, 0)).toBe(false);
  });

  it('asks for as many electors, and for five at least', () => {
    expect([3, 5, 8].map((floor) => smallestElectorate(secret(floor)))).toEqual([5, 5, 8]);
    expect(smallestElectorate(secret(0))).toBe(5);
  });
});

describe('ballotRefusal of a ballot that fits', () => {
  it('is none: one choice of those there are', () => {
    expect(ballotRefusal(yesNo(), ['YES', 'NO', 'ABSTAIN'], ['NO'])).toBeNull();
    const poll = { ...yesNo(), kind: PollKind.CHOOSE, maxChoices: 3 };
    expect(ballotRefusal(poll, ['a', 'b'], ['a', 'c'])).toBe('BALLOT_INVALID');
    expect(ballotRefusal(poll, ['a', 'b'], ['a', 'a'])).toBe('BALLOT_INVALID');
  });
});

describe('openRefusal at the edges', () => {
  it('counts a quorum of nobody as none, and looks at the state first', () => {
    const draft = { state: PollState.DRAFT, secrecy: Secrecy.NAMED, rule: rule() };
    expect(openRefusal({ ...draft, rule: rule({ quorumNumerator: 0 }) }, { all: 0, present: 0 })).toBe('NO_QUORUM');
    const wrong = { ...draft, state: PollState.OPEN, secrecy: Secrecy.UNLINKED };
    expect(openRefusal(wrong, { all: 1, present: 0 })).toBe('POLL_STATE');
    expect(openRefusal({ ...wrong, state: PollState.DRAFT }, { all: 5, present: 3 })).toBe('NO_QUORUM');
  });
});

describe('askRefusal', () => {
  type Asked = Parameters<typeof askRefusal>[1];
  const polls = (...states: string[]) =>
    states.map((state, index) => ({ id: `${index + 1}`, ordinal: index + 1, state })) as unknown as Asked['polls'];
  const third = { id: '3', previousId: '2' };

  it.each([
    ['DRAFT', 'PROPOSAL_STATE'],
    ['VOID', null],
    ['CLOSED', null],
  ])('takes no draft for a round: %s', (state, code) => {
    expect(askRefusal(third, { steps: [], polls: polls('CLOSED', state, 'DRAFT') })).toBe(code);
  });

  it('lets the first poll about a proposal open, beside drafts and what was set aside', () => {
    const first = { id: '3', previousId: null };
    expect(askRefusal(first, { steps: [], polls: polls('DRAFT', 'VOID', 'DRAFT') })).toBeNull();
    expect(askRefusal(first, { steps: [], polls: [] })).toBeNull();
  });

  it('lets one poll at a time ask, which is not itself', () => {
    expect(askRefusal(third, { steps: [], polls: polls('OPEN', 'CLOSED', 'DRAFT') })).toBe('POLLS_OPEN');
    expect(askRefusal({ id: '1', previousId: null }, { steps: [], polls: polls('OPEN') })).toBeNull();
  });

  it.each(['AGREED', 'APPROVED'])('asks nothing once a step was recorded: %s', (step) => {
    expect(askRefusal(third, { steps: [step], polls: [] })).toBe('PROPOSAL_STATE');
  });

  it('asks again only as a further round of the last one counted, or of one after it', () => {
    const ask = (previousId: string | null, ...states: string[]) =>
      askRefusal({ id: '4', previousId }, { steps: [], polls: polls(...states) });
    expect(ask(null, 'CLOSED')).toBe('PROPOSAL_STATE');
    expect(ask('1', 'CLOSED', 'CLOSED')).toBe('PROPOSAL_STATE');
    expect(ask('2', 'CLOSED', 'CLOSED')).toBeNull();
    expect(ask('1', 'VOID', 'CLOSED')).toBe('PROPOSAL_STATE');
    expect(ask('2', 'CLOSED', 'VOID')).toBeNull();
    expect(ask('9', 'CLOSED', 'VOID')).toBe('PROPOSAL_STATE');
  });
});

describe('voidRefusal', () => {
  it.each([
    [PollState.DRAFT, [], null],
    [PollState.OPEN, ['APPROVED'], null],
    [PollState.VOID, [], 'POLL_STATE'],
    [PollState.CLOSED, [], null],
    [PollState.CLOSED, ['AGREED'], null],
    [PollState.CLOSED, ['VOTED'], null],
    [PollState.CLOSED, ['WITHDRAWN'], null],
    [PollState.CLOSED, ['AGREED', 'REFUSED'], 'PROPOSAL_STATE'],
    [PollState.CLOSED, ['APPROVED'], 'PROPOSAL_STATE'],
  ])('a poll that is %s, after %j: %s', (state, steps, code) => {
    expect(voidRefusal({ state }, [{ steps: [] }, { steps }])).toBe(code);
  });
});

describe('mayChangeRefusal', () => {
  it('refuses changes of a secret ballot, and nothing else', () => {
    expect(mayChangeRefusal(Secrecy.UNLINKED, true)).toBe('SECRET_CHANGES');
    expect(mayChangeRefusal(Secrecy.UNLINKED, false)).toBeNull();
    expect(mayChangeRefusal(Secrecy.NAMED, true)).toBeNull();
  });
});

describe('withPaper', () => {
  const here = counts(10, { YES: 3, NO: 1, ABSTAIN: 0 }, { blank: 1, cast: 5 });
  const paper = { cast: 4, blank: 1, invalid: 1, votes: { YES: 1, NO: 1 } };

  it('adds the papers to what was cast here, and says which of them are papers', () => {
    expect(withPaper(here, paper)).toEqual({
      ...{ electors: 10, present: 10, cast: 9, blank: 2, invalid: 1 },
      votes: { YES: 4, NO: 2, ABSTAIN: 0 },
      paper: { cast: 4, invalid: 1 },
    });
  });

  it('leaves counts without papers as they are', () => {
    expect(withPaper(here, null)).toBe(here);
  });
});

describe('consensusRefusal', () => {
  const question = { ...yesNo(), state: PollState.DRAFT };
  const choice = { ...question, kind: PollKind.CHOOSE, maxChoices: 2 };
  const codes = ['a', 'b', 'c'];

  it('settles a draft only: a question on no option, a choice on one at least and on no more than the seats', () => {
    expect(consensusRefusal(question, ['YES', 'NO', 'ABSTAIN'], [])).toBeNull();
    expect(consensusRefusal(choice, codes, ['a'])).toBeNull();
    expect(consensusRefusal(choice, codes, ['a', 'c'])).toBeNull();
    expect(consensusRefusal({ ...choice, rule: rule({ seats: 3 }) }, codes, codes)).toBeNull();
    const others = Object.values(PollState).filter((state) => state !== PollState.DRAFT);
    for (const state of others) expect(consensusRefusal({ ...question, state }, [], [])).toBe('POLL_STATE');
  });

  it.each<[string, readonly string[]]>([
    ['no option', []],
    ['more than there are seats', ['a', 'b', 'c']],
    ['one twice', ['a', 'a']],
    ['one that is none', ['a', 'x']],
  ])('settles no choice on %s', (_what, winners) => {
    expect(consensusRefusal(choice, codes, winners)).toBe('BAD_USER_INPUT');
  });

  it('names no winner of a question, and no more than the seats of its rule', () => {
    expect(consensusRefusal(question, ['YES', 'NO', 'ABSTAIN'], ['YES'])).toBe('BAD_USER_INPUT');
    expect(consensusRefusal({ ...choice, rule: rule({ seats: 1 }) }, codes, ['a', 'b'])).toBe('BAD_USER_INPUT');
  });
});

describe('ruleFault of its terms, in words', () => {
  it.each<[Partial<Rule>, string, string]>([
    [{ tieOrder: ['SECOND_BALLOT'] as never }, 'rule.tieOrder', 'VOTES first, then others, each once.'],
    [{ tieOrder: [] }, 'rule.tieOrder', 'VOTES first, then others, each once.'],
    [{ memberWeights: { a: '1', b: '0' } }, 'rule.weights', 'Decimals above 0 with at most 9 digits and 6 places.'],
    [{ memberWeights: { a: '1' }, doubleMajority: true }, 'rule.weights', 'Weights or both majorities, not both.'],
    [{ doubleMajority: true }, 'rule.doubleMajority', 'Members and delegates are asked by the votes of DELEGATES.'],
  ])('%j', (changes, argument, cure) => {
    expect(ruleFault(rule(changes))).toEqual({ argument, cure });
  });

  it.each(['01', '.5', '5.', '1.', 'x1', '1x', '1e3', '0', '0.0', '', '1,5', '+1'])(
    'takes no weight of %j',
    (weight) => {
      expect(ruleFault(rule({ memberWeights: { a: weight } }))?.argument).toBe('rule.weights');
    },
  );

  it.each(['1', '0.5', '10', '123456789', '1.50'])('takes a weight of %j', (weight) => {
    expect(ruleFault(rule({ memberWeights: { a: weight } }))).toBeNull();
  });
});

describe('standing of a poll that has not been counted in favour', () => {
  it('is none of what every object has', () => {
    expect(standing(yesNo(), counts(5, {}))).toEqual({ needed: 3, missing: 3 });
  });
});
