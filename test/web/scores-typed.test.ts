import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../src/score/criterion';
import { type Draft, emptyDraft, numberOf, readDraft, typedNumber } from '../../web/src/office/scores/entry-draft';
import { lessOf, sumOf } from '../../web/src/office/scores/exact';
import { cellsOf, isColumn, pasted } from '../../web/src/office/scores/pasted';
import { gapsOf, isWaiting } from '../../web/src/office/scores/shelf';
import { flat, isLeaf, type Line, leavesOf, pathOf, treeOf } from '../../web/src/office/scores/table-tree';
import type { Leaf } from '../../web/src/office/scores/use-member-leaves';
import { scoreWords } from '../../web/src/office/scores/words';
import { tableOf } from '../score/seven-members';

/** The lines of the real table, as the API gives them. */
const lines = JSON.parse(JSON.stringify(linesOf(tableOf('2025-cum-bay-don-vi.yaml')))) as Line[];
const tree = treeOf(lines);
const lineOf = (code: string) => lines.find((line) => line.code === code && line.kind !== 'GROUP') as Line;
const aLine = (parts: Partial<Line>): Line => ({ ...lineOf('7'), ...parts });
const draft = (parts: Partial<Draft>): Draft => ({ ...emptyDraft, ...parts });
const read = (line: Line, parts: Partial<Draft>) => {
  const result = readDraft(line, 2, draft(parts));
  return 'fault' in result ? result.fault : result.entry;
};

describe('what is typed for a criterion', () => {
  it('is a number as offices write it, and none that could be two', () => {
    const numbers = (...texts: string[]) =>
      texts.map((text) => {
        const number = numberOf(text);
        return typeof number === 'string' ? number : number.number;
      });
    expect(numbers('9,5', '9.5', '1.234,5', '1,234.5', '90 %', '007,10', '0,125', '-2')).toEqual([
      ...['9.5', '9.5', '1234.5', '1234.5', '90', '7.1', '0.125', '-2'],
    ]);
    expect(numbers('1.000', '12,345', 'mười', '1/2', '')).toEqual([
      ...['faultTwoWays', 'faultTwoWays', 'faultNumber', 'faultNumber', 'faultNumber'],
    ]);
  });

  it('is written so that it is read as the same number again', () => {
    for (const number of ['0', '9.5', '1234567.25', '1.125', '0.125', '1000', '999.001'])
      for (const language of ['vi', 'en'] as const) expect(numberOf(typedNumber(number, language))).toEqual({ number });
  });

  it('becomes the entry of its kind, or says what is wrong', () => {
    const entered = aLine({ kind: 'ENTERED', max: '20' });
    const { key } = entered;
    expect(read(entered, { value: '19,5', note: ' Báo cáo số 3 ' })).toEqual({
      key,
      points: '19.5',
      note: 'Báo cáo số 3',
    });
    expect(read(entered, { value: '20,01' })).toBe('faultPoints');
    expect(read(entered, { value: '-1' })).toBe('faultPoints');
    expect(read(entered, { value: '1,2345' })).toBe('faultPlaces');
    expect(read(entered, {})).toEqual({ key, empty: true });
    expect(read(entered, { notAssigned: true, value: '5' })).toEqual({ key, notAssigned: true });
    expect(read(entered, { note: 'Báo cáo số 3' })).toBe('faultNoValue');
    expect(read(aLine({ kind: 'PASS_FAIL' }), { value: 'no' })).toEqual({ key, passed: false });
    expect(read(aLine({ kind: 'PASS_FAIL' }), { value: 'có lẽ' })).toBe('faultYesNo');
    const grades = [
      { grade: 'A', points: '10' },
      { grade: 'B', points: '5' },
    ];
    expect(read(aLine({ kind: 'GRADE', grades }), { value: 'b' })).toEqual({ key, grade: 'B' });
    expect(read(aLine({ kind: 'GRADE', grades }), { value: 'C' })).toBe('faultGrade');
    const figure = aLine({ kind: 'SHARE_OF_PLAN', target: null, least: '0', most: '100' });
    expect(read(figure, { value: '90', target: '80' })).toEqual({ key, actual: '90', target: '80' });
    expect(read(figure, { value: '101' })).toBe('faultRange');
    expect(read(figure, { target: '80' })).toBe('faultTarget');
    expect(read(aLine({ ...figure, target: '80' }), { value: '90', target: '70' })).toEqual({ key, actual: '90' });
    expect(read(aLine({ kind: 'PER_OCCURRENCE' }), { value: '1000' })).toEqual({ key, times: 1000 });
    expect(read(aLine({ kind: 'PER_OCCURRENCE' }), { value: '1001' })).toBe('faultTimes');
    expect(read(aLine({ kind: 'BONUS', each: '2', mostTimes: 1 }), { value: 'yes' })).toEqual({ key, times: 1 });
    expect(read(aLine({ kind: 'PENALTY', each: null, mostTimes: null }), { value: '3; 5,5' })).toEqual({
      key,
      figures: ['3', '5.5'],
    });
  });

  it('has a sentence in both languages for everything that can be wrong', () => {
    const source = readFileSync(join(__dirname, '../../web/src/office/scores/entry-draft.ts'), 'utf8');
    const faults = new Set([...source.matchAll(/'(fault[A-Za-z]+)'/g)].map(([, fault]) => fault as string));
    expect(faults.size).toBe(11);
    for (const fault of faults)
      for (const language of ['vi', 'en'] as const)
        expect((scoreWords[language] as Record<string, string>)[fault]).toMatch(/\.$/);
  });
});

describe('a column pasted from Excel', () => {
  const none = () => emptyDraft;
  const leaves = tree.entered.filter(isLeaf);

  it('goes down from its field, a criterion for each row, and tells how many rows have none', () => {
    const column = leaves.map((_, index) => String(index % 5)).join('\r\n');
    const { drafts, beyond } = pasted(
      `${column}\r\n7\r\n8\r\n`,
      lines,
      { key: leaves[0]?.key ?? '', cell: 'value' },
      none,
    );
    expect([drafts.size, beyond]).toEqual([176, 2]);
    const typed = leaves.filter(({ kind }) => kind !== 'PASS_FAIL').map((line) => drafts.get(line.key)?.value);
    expect(typed).toEqual(leaves.flatMap(({ kind }, index) => (kind === 'PASS_FAIL' ? [] : [String(index % 5)])));
    const part = pasted('4\n\n6\n', lines, { key: leaves[10]?.key ?? '', cell: 'value' }, none);
    expect([...part.drafts.keys()]).toEqual([leaves[10]?.key, leaves[12]?.key]);
  });

  it('goes by the codes of the table where it has them, those that come twice in their order, groups passed over', () => {
    const text = [
      'I.\tPhần I\t',
      '1.\tNhóm\t',
      '7\tMột\t9,5',
      '20\tHai\t90\t100',
      '2.\tNhóm\t',
      '150\tBa\t8',
      'zz\tLạ\t1',
    ].join('\n');
    const { drafts, beyond } = pasted(text, lines, { key: leaves[5]?.key ?? '', cell: 'value' }, none);
    expect([...drafts].map(([key, { value, target }]) => [key.split('/').at(-1), value, target])).toEqual([
      ['7', '9,5', ''],
      ['20', '100', '90'],
      ['150', '8', ''],
    ]);
    expect(beyond).toBe(1);
    const twice = lines.filter(({ code, kind }) => code === '2.' && kind === 'GROUP');
    expect(twice.length).toBeGreaterThan(1);
  });

  it('takes the points of what was passed for passed, and leaves evidence as it is', () => {
    const first = leaves[0] as Line;
    expect(first).toMatchObject({ kind: 'PASS_FAIL', max: '50' });
    const given = (text: string) =>
      pasted(`${text}\n\n`, lines, { key: first.key, cell: 'value' }, () =>
        draft({ note: 'QĐ 5', notAssigned: true }),
      ).drafts.get(first.key);
    expect(given('50')).toEqual(draft({ value: 'yes', note: 'QĐ 5' }));
    expect(given('0')).toEqual(draft({ value: 'no', note: 'QĐ 5' }));
    expect(given('Không đạt')).toEqual(draft({ value: 'no', note: 'QĐ 5' }));
    expect(given('25')).toEqual(draft({ value: '25', note: 'QĐ 5' }));
  });

  it('is cells as Excel copies them, with quotes around a line break', () => {
    expect(cellsOf('a\t"b ""c""\nd"\r\ne\t\r\n')).toEqual([
      ['a', 'b "c"\nd'],
      ['e', ''],
    ]);
    expect([isColumn('9,5'), isColumn('9,5\r\n'), isColumn('9\n8'), isColumn('9\t8')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('the tree of a table', () => {
  it('has every leaf under its groups, in the order of the table', () => {
    expect(tree.roots.flatMap(leavesOf).map(({ key }) => key)).toEqual(lines.filter(isLeaf).map(({ key }) => key));
    expect(tree.roots.map(({ line }) => line.code)).toEqual(['I.', 'II.', 'III.']);
    for (const { line, children } of tree.roots.flatMap(flat))
      if (line.kind === 'GROUP') expect(sumOf(children.map((child) => child.line.max))).toBe(line.max);
    expect(pathOf(tree, lineOf('6a'))).toBe('I. › 1. › 6 › 6a');
  });

  it('has sums that are exact', () => {
    expect(sumOf(['0.1', '0.2', null, '-0.05'])).toBe('0.25');
    expect(lessOf('770.07', '912.75')).toBe('-142.68');
    expect(sumOf([])).toBe('0');
  });
});

describe('what is missing of a review', () => {
  const entry = { empty: false, notAssigned: false };
  const leaf = (parts: object) =>
    ({ self: null, review: null, selfPoints: null, reviewPoints: null, difference: null, ...parts }) as unknown as Leaf;

  it('is a leaf without points that was not set aside, and an extra the member claims', () => {
    const line = lineOf('7');
    const bonus = aLine({ kind: 'BONUS' });
    expect(isWaiting(line, undefined)).toBe(true);
    expect(isWaiting(line, leaf({ self: entry, selfPoints: '5' }))).toBe(true);
    expect(isWaiting(line, leaf({ review: entry }))).toBe(true);
    expect(isWaiting(line, leaf({ review: entry, reviewPoints: '0' }))).toBe(false);
    expect(isWaiting(line, leaf({ review: { ...entry, notAssigned: true } }))).toBe(false);
    expect(isWaiting(bonus, undefined)).toBe(false);
    expect(isWaiting(bonus, leaf({ self: entry, selfPoints: '0' }))).toBe(false);
    expect(isWaiting(bonus, leaf({ self: entry, selfPoints: '2' }))).toBe(true);
    expect(isWaiting(bonus, leaf({ self: entry, selfPoints: '2', review: entry }))).toBe(false);
  });

  it('stands apart from what differs, of which the largest comes first', () => {
    const keys = ['7', '8', '10', '14'];
    const differences: readonly (string | null)[] = ['-0.5', '12.25', null, '-9'];
    const leaves = new Map(keys.map((code, n) => [lineOf(code).key, leaf({ difference: differences[n] ?? null })]));
    expect(gapsOf(tree.entered, leaves).map(({ code }) => code)).toEqual(['8', '14', '7']);
  });
});
