import { inputOf, noQuestion } from '../../web/src/chair/polls/free-question';
import { rules } from '../../web/src/chair/polls/rules';
import { ruleWith, termsOf } from '../../web/src/chair/polls/terms/terms';
import { readWeight, readWeights } from '../../web/src/chair/polls/terms/weights';

const members = ['Hải Phòng', 'TP Hồ Chí Minh'].map((vi, n) => ({
  id: `m${n}`,
  shortName: { vi, en: null },
  bars: [],
}));
const conference = { id: 'c', members };
const yearRule = { ...rules.ruleFourFifths, floor: 7 };

describe('a weight as it is typed', () => {
  it('is an exact decimal, with a comma or a point, and is never rounded', () => {
    const read = ['1,5', ' 2.25 ', '007', '999999999,999999', '0,000001', '1,000'].map(
      (text) => readWeight(text).weight,
    );
    expect(read).toEqual(['1.5', '2.25', '7', '999999999.999999', '0.000001', '1.000']);
  });

  it('is refused where it is too long, nothing, negative, or could mean thousands', () => {
    const faults = ['1,1234567890123456789012345678', '1234567890', '-1', '1e3', '1,5,0', 'một', ''].map(
      (text) => readWeight(text).fault,
    );
    expect(new Set(faults)).toEqual(new Set(['weightShape']));
    expect(['0', '0,000000'].map((text) => readWeight(text).fault)).toEqual(['weightNone', 'weightNone']);
    expect(['1.500', '12.000', '0.125'].map((text) => readWeight(text).fault)).toEqual([
      'weightDot',
      'weightDot',
      null,
    ]);
  });
});

describe('a file of weights', () => {
  it('is read line by line, with a heading, as Excel saves it', () => {
    const { weights, faults } = readWeights(
      '\uFEFFĐơn vị;Trọng số\r\nhải  phòng;1,5\r\n"TP Hồ Chí Minh"\t2\r\n\r\n',
      members,
    );
    expect([...weights]).toEqual([
      ['m0', '1,5'],
      ['m1', '2'],
    ]);
    expect(faults).toEqual([]);
  });

  it('is refused with every line that is wrong', () => {
    const text = [
      'Hải Phòng;1',
      'Hải Phòng;2',
      'Huế;1',
      'TP Hồ Chí Minh',
      'TP Hồ Chí Minh;0',
      'TP Hồ Chí Minh;1;2',
    ].join('\n');
    expect(readWeights(text, members).faults.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'fileTwice'],
      [3, 'fileWho'],
      [4, 'fileLine'],
      [5, 'weightNone'],
      [6, 'fileLine'],
    ]);
  });
});

describe('the terms of a rule', () => {
  const asked = { ...noQuestion, vi: 'Chọn ai?', choose: true, lines: 'Hải Phòng\nNgười khác' };

  it('are left to the bloc by whoever touches nothing', () => {
    expect(inputOf(asked, conference, yearRule)).toMatchObject({
      rule: null,
      options: [
        { code: '1', memberId: 'm0', goesFirst: null },
        { code: '2', memberId: null, goesFirst: null },
      ],
    });
  });

  it('change nothing else of the rule of the year', () => {
    const terms = {
      ...termsOf(yearRule),
      selfVote: false,
      weights: new Map([
        ['m0', '1,5'],
        ['m1', ' '],
      ]),
    };
    expect(inputOf({ ...asked, terms }, conference, yearRule)?.rule).toEqual({
      ...yearRule,
      ...{ tieOrder: ['VOTES', 'SECOND_BALLOT', 'LEADERS_DECIDE'], selfVote: false, doubleMajority: false },
      weights: [{ memberId: 'm0', weight: '1.5' }],
    });
    // Not before it is known what the rule of the year is.
    expect(inputOf({ ...asked, terms }, conference, null)).toBeNull();
    expect(ruleWith(yearRule, { ...terms, weights: new Map([['m0', '0']]) }, false)).toBeNull();
  });

  it('have no weights and no double majority in a secret vote, whatever was chosen before', () => {
    const terms = { ...termsOf(yearRule), both: true, weights: new Map([['m0', 'sai']]) };
    expect(ruleWith(yearRule, terms, true)).toMatchObject({
      electorate: 'MEMBERS',
      doubleMajority: false,
      weights: null,
    });
    expect(ruleWith(yearRule, { ...terms, weights: null }, false)).toMatchObject({
      ...{ electorate: 'DELEGATES', doubleMajority: true, weights: null },
    });
  });

  it('say of each option whether it goes first, where the rule asks for it', () => {
    const rule = { ...yearRule, tieOrder: ['VOTES' as const, 'DECREE_152_ART_4_6' as const] };
    const first = new Set(['2']);
    expect(inputOf({ ...asked, first }, conference, rule)?.options?.map(({ goesFirst }) => goesFirst)).toEqual([
      false,
      true,
    ]);
  });
});
