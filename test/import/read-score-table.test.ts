import { readScoreTable } from '../../src/import/read-score-table';
import { tableHash } from '../../src/score/canonical-table';

const lines = (...criteria: string[]) =>
  [
    'format: giaouoc/score-table@1',
    'title: Bảng điểm',
    'year: 2025',
    'decimals: 2',
    'rounding: HALF_UP',
    'criteria:',
    ...criteria,
  ].join('\n');

const tableOf = (text: string) => {
  const read = readScoreTable(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.table;
};
const problemsOf = (text: string) => {
  const read = readScoreTable(text);
  return 'problems' in read ? read.problems.map(({ line, path, problem }) => [line, path, problem.vi]) : [];
};

describe('readScoreTable', () => {
  it('reads every kind of leaf, numbers as print writes them, and text without English', () => {
    const table = tableOf(
      [
        lines(
          '  - code: I.',
          '    title: { vi: Kinh tế, en: Economy }',
          '    max: "22,5"',
          '    children:',
          '      - { code: "1", max: 10, kind: SHARE_OF_PLAN, unit: "%", direction: FALLING, target: 3, least: 0, most: 100 }',
          '      - { code: "2", max: 0.50, kind: GRADE, grades: [{ grade: A, points: 0.5 }, { grade: B, points: 0 }] }',
          '      - { code: "3", max: 12, kind: PER_OCCURRENCE, each: "1,25" }',
        ),
        'penalties:',
        '  - { code: cham, title: Báo cáo chậm, each: có, bands: [{ from: 5, points: 5 }, { from: 10, points: 10 }] }',
      ].join('\n'),
    );
    expect(table.criteria).toEqual([
      {
        ...{ code: 'I.', title: { vi: 'Kinh tế', en: 'Economy' }, max: '22.5', scorer: null },
        children: [
          {
            ...{ code: '1', title: null, scorer: null, max: '10' },
            rule: {
              ...{ kind: 'SHARE_OF_PLAN', direction: 'FALLING' },
              measure: { unit: { vi: '%', en: null }, target: '3', least: '0', most: '100' },
            },
          },
          {
            ...{ code: '2', title: null, scorer: null, max: '0.5' },
            rule: {
              kind: 'GRADE',
              grades: [
                { grade: 'A', points: '0.5' },
                { grade: 'B', points: '0' },
              ],
            },
          },
          { ...{ code: '3', title: null, scorer: null, max: '12' }, rule: { kind: 'PER_OCCURRENCE', each: '1.25' } },
        ],
      },
    ]);
    expect(table.penalties).toEqual([
      {
        ...{ code: 'cham', title: { vi: 'Báo cáo chậm', en: null }, scorer: null, points: null, each: true },
        ...{
          bands: [
            { from: '5', points: '5' },
            { from: '10', points: '10' },
          ],
          atMost: null,
          disqualifies: [],
        },
      },
    ]);
    expect(table).toMatchObject({ scale: null, surplus: null, capAtScale: false, bonuses: [] });
  });

  it('tells all that is wrong at once, by line, in Vietnamese', () => {
    const text = [
      lines(
        '  - code: I.',
        '    max: 30',
        '    children:',
        '      - { code: "1", max: 10, kind: PASS_FAIL, unit: "%" }',
        '      - { code: "2", max: 10, kind: SHARE_OF_PLAN, unit: "%" }',
        '      - { code: "3", max: 5.125, kind: ENTERED }',
        '      - { code: "4" }',
        '      - { code: "5", max: "1.000", kind: ENTERED }',
        '      - { code: "6", max: 5, kind: GRADE, grades: [{ grade: A, points: 4 }, { grade: A, points: 2 }] }',
        '      - { code: "7", max: 0, kind: ENTERED }',
        '      - { code: "8", max: 1, kind: PLAN_AND_LEAD, unit: "%", least: 5, most: 2 }',
        '      - { code: "9/10", max: 1, kind: ENTERED }',
        '  - { code: II., max: 3, children: [{ code: "1", max: 2, kind: ENTERED }] }',
      ),
      'capAtScale: true',
      'bonuses:',
      '  - { code: a, title: A, points: 5, bands: [{ from: 5, points: 5 }, { from: 5, points: 6 }] }',
      '  - { code: a, title: B }',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      [18, '/criteria/0/children/8/code', expect.any(String)],
      [14, '/criteria/0/children/4/max', expect.stringContaining('hai cách')],
      [10, '/criteria/0/children/0/unit', expect.stringContaining('không dùng cho')],
      [11, '/criteria/0/children/1', expect.stringContaining('`direction`')],
      [12, '/criteria/0/children/2/max', expect.stringContaining('2 chữ số')],
      [13, '/criteria/0/children/3', expect.stringContaining('`kind`')],
      [15, '/criteria/0/children/5/grades', expect.stringContaining('5 điểm')],
      [16, '/criteria/0/children/6/max', expect.stringContaining('điểm tối đa')],
      [17, '/criteria/0/children/7/least', expect.stringContaining('`most`')],
      [19, '/criteria/1/max', expect.stringContaining('3, nhưng các tiêu chí con cộng lại được 2')],
      [20, '/capAtScale', expect.stringContaining('`scale`')],
      [22, '/bonuses/0', expect.stringContaining('`bands`')],
      [22, '/bonuses/0/bands', expect.stringContaining('tăng dần')],
      [23, '/bonuses/1/code', expect.stringContaining('hai lần')],
      [23, '/bonuses/1', expect.stringContaining('`points`')],
    ]);
  });

  it('refuses a scale that the criteria do not add up to, and lets a group wait to be filled', () => {
    const leaf = '  - { code: "1", max: 90, kind: ENTERED }';
    expect(problemsOf(`${lines(leaf)}\nscale: 100`)).toEqual([[8, '/scale', expect.stringContaining('90')]]);
    expect(problemsOf(`${lines(leaf)}\nscale: 90`)).toEqual([]);
    expect(problemsOf(`${lines(leaf, '  - { code: "2", children: [] }')}\nscale: 100`)).toEqual([]);
    expect(problemsOf(lines('  - { code: "2", children: [{ code: "1", max: 1, kind: ENTERED }] }'))).toEqual([
      [7, '/criteria/0', expect.stringContaining('điểm tối đa')],
    ]);
  });

  it('gives one hash however the file is written, and another for any other table', () => {
    const plain = tableOf(lines('  - { code: "1", max: 90, kind: ENTERED }'));
    const same = tableOf(lines('  - code: "1"', '    kind: ENTERED', '    max: "90,0"'));
    const other = tableOf(lines('  - { code: "1", max: 90, kind: PASS_FAIL }'));
    expect(tableHash(same)).toBe(tableHash(plain));
    expect(tableHash(other)).not.toBe(tableHash(plain));
  });
});
