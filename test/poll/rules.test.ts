import fc from 'fast-check';
import { Electorate, type Rule, RuleBase } from '../../src/bloc/rule';
import { Outcome, PollKind, PollState, Secrecy } from '../../src/poll/poll';
import {
  ballotRefusal,
  type Counts,
  decide,
  defaultRule,
  openRefusal,
  ruleFault,
  standing,
  votesNeeded,
} from '../../src/poll/rules';

const rule = (changes: Partial<Rule> = {}): Rule => ({ ...defaultRule('RESOLUTION'), ...changes });
const yesNo = (changes: Partial<Rule> = {}) => ({ kind: PollKind.YES_NO_ABSTAIN, maxChoices: 1, rule: rule(changes) });
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
    expect(votesNeeded(defaultRule('CO_TD_CHINH_PHU'), members)).toBe(needed);
  });

  it.each([
    [4, 3],
    [5, 3],
    [6, 4],
  ])('asks more than half of %i members otherwise: %i', (members, needed) => {
    expect(votesNeeded(defaultRule('BK_THU_TUONG'), members)).toBe(needed);
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
    expect(result).toEqual({ outcome: Outcome.PASSED, winners: ['a', 'c'] });
  });

  it('gives a seat shared by a tie to nobody and says so', () => {
    const result = decide(choose(2), counts(5, { a: 5, b: 3, c: 3 }, { cast: 5 }));
    expect(result).toEqual({ outcome: Outcome.TIED, winners: ['a'] });
  });

  it('does not call a tie within the seats a tie', () => {
    expect(decide(choose(2), counts(5, { a: 4, b: 4, c: 1 }, { cast: 5 }))).toEqual({
      outcome: Outcome.PASSED,
      winners: ['a', 'b'],
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
        const { decided } = standing(poll, tally(all.slice(0, seen)));
        if (decided) expect(decide(poll, tally(all)).outcome).toBe(decided);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says how many votes are missing', () => {
    expect(standing(yesNo(), counts(5, { YES: 1, NO: 0, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 2,
      decided: null,
    });
    expect(standing(yesNo(), counts(5, { YES: 3, NO: 0, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 0,
      decided: Outcome.PASSED,
    });
    expect(standing(yesNo(), counts(5, { YES: 0, NO: 3, ABSTAIN: 0 }))).toEqual({
      needed: 3,
      missing: 3,
      decided: Outcome.REJECTED,
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

describe('ruleFault', () => {
  it.each([
    ['a quorum of nobody', { quorumNumerator: 0 }, 'rule.quorumNumerator'],
    ['a share of nothing', { passNumerator: 0 }, 'rule.passNumerator'],
    ['more than the whole', { passNumerator: 3, passDenominator: 2 }, 'rule.passNumerator'],
    ['a floor of two', { floor: 2 }, 'rule.floor'],
  ])('finds %s', (_, changes, argument) => {
    expect(ruleFault(rule(changes))).toMatchObject({ argument });
  });

  it('finds nothing in the default rules', () => {
    for (const subject of ['RESOLUTION', 'CO_TD_CHINH_PHU']) expect(ruleFault(defaultRule(subject))).toBeNull();
  });
});
