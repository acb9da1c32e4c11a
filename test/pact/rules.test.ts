import { PactState } from '../../src/pact/pact';
import { readTarget } from '../../src/pact/read-target';
import { draftRefusal, isMet, signRefusal } from '../../src/pact/rules';

describe('signRefusal', () => {
  const open = { state: PactState.OPEN, textHash: 'abc' };
  const may = { maySign: true };

  it.each([
    ['a party signs the text it read', open, may, true, 'abc', null],
    ['a draft', { ...open, state: PactState.DRAFT }, may, true, 'abc', 'PACT_NOT_OPEN'],
    ['a party after it came into force', { ...open, state: PactState.IN_FORCE }, may, true, 'abc', null],
    ['nobody without a mandate', open, { maySign: false }, true, 'abc', 'NO_MANDATE_TO_SIGN'],
    ['nobody who is no party', open, may, false, 'abc', 'NO_MANDATE_TO_SIGN'],
    ['another text', open, may, true, 'abd', 'PACT_TEXT_CHANGED'],
    ['a text without a hash', { ...open, textHash: null }, may, true, '', 'PACT_TEXT_CHANGED'],
  ])('%s', (_what, pact, delegate, isParty, hash, code) => {
    expect(signRefusal(pact, delegate, isParty, hash)).toBe(code);
  });
});

describe('isMet', () => {
  const thirty = Array.from({ length: 30 }, (_, n) => `p${n}`);
  it.each([
    [null, ['a', 'b'], ['a', 'b'], true],
    [null, ['a', 'b'], ['b', 'a', 'c'], true],
    [null, ['a', 'b'], ['a', 'a'], false],
    [null, ['a', 'b'], [], false],
    [null, [], [], false],
    [1, ['a', 'b'], ['b'], true],
    [1, ['a', 'b'], ['c'], false],
    [2, ['a', 'b'], ['a', 'a'], false],
    [2, ['a', 'b'], ['a', 'b'], true],
    [20, thirty, thirty.slice(0, 19), false],
    [20, thirty, thirty.slice(10), true],
  ])('of %j signatures, parties %j, signed %j: %s', (signatures, parties, signed, met) => {
    expect(isMet({ signatures, from: null }, parties, signed)).toBe(met);
  });
});

describe('readTarget', () => {
  it('has its exact decimal, and says whether that is a share', () => {
    expect(readTarget('834.875,801')).toEqual({ value: '834875.801', percent: false });
    expect(readTarget('98,5%')).toEqual({ value: '98.5', percent: true });
  });

  it('has none where it could be read in two ways, or in none', () => {
    expect(readTarget('1.234')).toEqual({ value: null, kind: 'AMBIGUOUS' });
    expect(readTarget('đạt')).toEqual({ value: null, kind: 'UNREADABLE' });
  });
});

describe('draftRefusal', () => {
  it.each([
    [PactState.DRAFT, 0, null],
    [PactState.OPEN, 0, null],
    [PactState.OPEN, 1, 'PACT_NOT_DRAFT'],
    [PactState.IN_FORCE, 0, 'PACT_NOT_DRAFT'],
  ])('%s with %i signatures that stand: %s', (state, standing, code) => {
    expect(draftRefusal(state, standing)).toBe(code);
  });
});
