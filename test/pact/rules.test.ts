import { PactState } from '../../src/pact/pact';
import { isComplete, signRefusal } from '../../src/pact/rules';

describe('signRefusal', () => {
  const open = { state: PactState.OPEN, textHash: 'abc' };
  const may = { maySign: true };

  it.each([
    ['a party signs the text it read', open, may, true, 'abc', null],
    ['a draft', { ...open, state: PactState.DRAFT }, may, true, 'abc', 'PACT_NOT_OPEN'],
    ['one in force', { ...open, state: PactState.IN_FORCE }, may, true, 'abc', 'PACT_NOT_OPEN'],
    ['nobody without a mandate', open, { maySign: false }, true, 'abc', 'NO_MANDATE_TO_SIGN'],
    ['nobody who is no party', open, may, false, 'abc', 'NO_MANDATE_TO_SIGN'],
    ['another text', open, may, true, 'abd', 'PACT_TEXT_CHANGED'],
    ['a text without a hash', { ...open, textHash: null }, may, true, '', 'PACT_TEXT_CHANGED'],
  ])('%s', (_what, pact, delegate, isParty, hash, code) => {
    expect(signRefusal(pact, delegate, isParty, hash)).toBe(code);
  });
});

describe('isComplete', () => {
  it.each([
    [['a', 'b'], ['a', 'b'], true],
    [['a', 'b'], ['b', 'a', 'c'], true],
    [['a', 'b'], ['a', 'a'], false],
    [['a', 'b'], [], false],
    [[], [], false],
  ])('of parties %j, signed %j: %s', (parties, signed, complete) => {
    expect(isComplete(parties, signed)).toBe(complete);
  });
});
