import fc from 'fast-check';
import { doubtsOf, figureOf, formatFigure, readFigure } from '../../src/indicator/figure';
import { runs } from '../support/runs';

describe('readFigure', () => {
  it.each([
    ['834.875,801', '834875.801'],
    ['1.896,410', '1896.410'],
    ['6,27', '6.27'],
    ['0,7', '0.7'],
    ['35,04', '35.04'],
    ['-2,58', '-2.58'],
    ['0', '0'],
    ['2005', '2005'],
    ['1896,410', '1896.410'],
    ['1.234.567', '1234567'],
    ['12,0', '12.0'],
    ['0,123', '0.123'],
    ['0,5 %', '0.5'],
    ['7,5%', '7.5'],
    ['7,5\u00a0%', '7.5'],
    ['+7,5', '7.5'],
    ['+0', '0'],
    ['\u22123,2', '-3.2'],
    ['\u20133,2', '-3.2'],
    ['-1.234.567,8 %', '-1234567.8'],
  ])('reads %s as %s', (raw, value) => {
    expect(readFigure(raw)).toMatchObject({ kind: 'FIGURE', value });
  });

  it.each(['2.005', '834.875', '1.896', '-2.005', '1,234', '834,875', '6,270', '+1,234', '2.005 %'])(
    'calls %s ambiguous',
    (raw) => {
      expect(readFigure(raw)).toEqual({ kind: 'AMBIGUOUS' });
    },
  );

  it.each([
    '',
    ' 6,27',
    '6,27 ',
    '6,27  %',
    '6,27 %%',
    '6,27 ‰',
    '12,345,678',
    '+-5',
    '- 5',
    '+',
    '%',
    'hơn 14,8',
    '1,234.56',
    '12.34,5',
    '1234.567,8',
    '0.005',
    '0.123,4',
    '007',
    '2.5',
    '6,',
    ',5',
    '1..000.000',
    '1.000,2,3',
    '--5',
    '-0',
    '-0,00',
    '\u22120,0',
    '1e3',
    'NaN',
    '１２,５',
    '1 234,5',
    '6,27\n',
  ])('does not read %j', (raw) => {
    expect(readFigure(raw)).toEqual({ kind: 'UNREADABLE' });
  });

  const digits = (options: { minLength: number; maxLength: number }) =>
    fc.array(fc.integer({ min: 0, max: 9 }), options).map((list) => list.join(''));
  const integers = fc.oneof(
    fc.constant('0'),
    fc.tuple(fc.integer({ min: 1, max: 9 }), digits({ minLength: 0, maxLength: 25 })).map(([a, b]) => `${a}${b}`),
  );
  const values = fc
    .tuple(fc.constantFrom('', '-'), integers, digits({ minLength: 0, maxLength: 8 }))
    .map(([sign, integer, fraction]) => `${sign}${integer}${fraction && `.${fraction}`}`)
    .filter((value) => !/^-[0.]+$/.test(value));

  it('gives back every printed figure it can read', () => {
    fc.assert(
      fc.property(values, fc.boolean(), (value, grouping) => {
        const raw = formatFigure(value, grouping);
        const figure = readFigure(raw);
        if (figure.kind !== 'FIGURE') {
          expect(figure.kind).toBe('AMBIGUOUS');
          expect(raw).toMatch(/^-?\d{1,3}[.,]\d{3}$/);
          return;
        }
        expect(figure.value).toBe(value);
        expect(formatFigure(figure.value, figure.grouped)).toBe(raw);
      }),
    );
  });

  it('reads nothing that does not format back to the same text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-0-9.,]{0,14}$/), (raw) => {
        const figure = readFigure(raw);
        if (figure.kind === 'FIGURE') expect(formatFigure(figure.value, figure.grouped)).toBe(raw);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (raw) => readFigure(raw).kind.length > 0));
  });
});

describe('readFigure, of the grouping of thousands', () => {
  it.each([
    ['834.875,801', true],
    ['1.234.567', true],
    ['2005', false],
    ['1896,410', false],
    // It would look the same either way.
    ['999', true],
    ['35,0412', true],
    ['-2,58', true],
    ['-2005', false],
  ])('%s: %s', (raw, grouped) => {
    expect(readFigure(raw)).toMatchObject({ kind: 'FIGURE', grouped });
  });
});

describe('formatFigure', () => {
  it.each([
    ['834875.801', '834.875,801'],
    ['1234567', '1.234.567'],
    ['-1234567.5', '-1.234.567,5'],
    ['999', '999'],
    ['12.0', '12,0'],
    ['0.1234', '0,1234'],
  ])('groups thousands unless told otherwise: %s is %s', (value, raw) => {
    expect(formatFigure(value)).toBe(raw);
    expect(formatFigure(value, true)).toBe(raw);
    expect(formatFigure(value, false)).toBe(raw.replaceAll('.', ''));
  });
});

describe('figureOf', () => {
  it.each([
    ['7,5 %', null, '7.5', '%'],
    ['7,5 %', 'điểm %', '7.5', 'điểm %'],
    ['7,5', null, '7.5', null],
    ['7,5', 'tỷ đồng', '7.5', 'tỷ đồng'],
    ['2.005', 'ha', null, 'ha'],
    ['đạt', null, null, null],
  ])('%j in %j is %j in %j', (raw, unit, value, stored) => {
    expect(figureOf(raw, unit)).toEqual({ value, unit: stored });
  });
});

describe('doubtsOf', () => {
  it('has none of a figure that is read in one way', () => {
    expect(doubtsOf('7,5')).toEqual([]);
  });

  it.each([
    [
      '2.005',
      'AMBIGUOUS_FIGURE',
      'Dấu chấm hoặc dấu phẩy có thể là dấu phân nhóm hàng nghìn hoặc dấu thập phân.',
      'The mark may group thousands or mark decimals.',
    ],
    [
      'đạt',
      'UNREADABLE_FIGURE',
      'Không đọc được theo cách viết số của tiếng Việt.',
      'Not a figure as Vietnamese print writes one.',
    ],
  ])('says of %s that it is %s', (raw, code, vi, en) => {
    expect(doubtsOf(raw)).toEqual([{ code, raw, reason: { vi, en }, suggestion: null }]);
  });
});
