import { readFigure as readByServer } from '../../src/indicator/figure';
import { yearOf } from '../../web/src/office/calendar';
import { beginOf, endOf, lastDayOf } from '../../web/src/office/people/span';
import { compare } from '../../web/src/office/results/compare';
import { faultsByRow } from '../../web/src/office/results/faults-by-row';
import { cellsOf, pasted } from '../../web/src/office/results/paste';
import { periodToReport } from '../../web/src/office/results/periods';
import { mend, readFigure } from '../../web/src/office/results/read-figure';
import { figuresOf, mendAll, type Rows, unreadableOf } from '../../web/src/office/results/rows';
import { addressOf, seatsOf } from '../../web/src/office/seat';
import { latestOf, workOfBloc, workOfMember } from '../../web/src/office/work/due-work';

const indicator = (id: string, vi: string, unit: string | null = null) => ({
  ...{ id, name: { vi, en: null }, unit: unit === null ? null : { vi: unit } },
});
const indicators = [
  indicator('a', 'Thu ngân sách', 'tỉ đồng'),
  indicator('b', 'Hộ nghèo', '%'),
  indicator('c', 'Khác'),
];
const rawsOf = (rows: Rows) => indicators.map(({ id }) => rows.get(id)?.raw ?? null);

describe('a figure as the page reads it', () => {
  const parts = [
    '',
    '-',
    '−',
    '0',
    '1',
    '12',
    '999',
    '2005',
    '.',
    ',',
    '.005',
    ',005',
    '.801',
    ',8',
    '.80',
    ' %',
    '%',
    ' ',
    'x',
  ];
  const texts = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => `${a}${b}${c}`)));

  it('is read as the server reads it', () => {
    const differ = texts.filter((raw) => {
      const [ours, theirs] = [readFigure(raw), readByServer(raw)];
      const isSame = ours.kind === theirs.kind;
      if (ours.kind !== 'FIGURE' || theirs.kind !== 'FIGURE') return !isSame;
      return ours.value !== theirs.value || ours.percent !== theirs.percent;
    });
    expect(differ).toEqual([]);
    expect(new Set(texts.map((raw) => readFigure(raw).kind))).toEqual(new Set(['FIGURE', 'AMBIGUOUS', 'UNREADABLE']));
  });

  it('that may be two numbers is written as one or the other', () => {
    expect(readFigure('2.005')).toEqual({ kind: 'AMBIGUOUS', whole: '2005', decimal: '2,0050' });
    expect(readFigure('-1,250 %')).toEqual({ kind: 'AMBIGUOUS', whole: '-1250 %', decimal: '-1,2500 %' });
    expect([readByServer('2005'), readByServer('2,0050')]).toMatchObject([{ value: '2005' }, { value: '2.0050' }]);
  });

  it.each([
    ['834,875.801', { raw: '834.875,801', unit: null }],
    ['7.5', { raw: '7,5', unit: null }],
    ['834875.801', { raw: '834875,801', unit: null }],
    ['834 875,8', { raw: '834875,8', unit: null }],
    ['12,5 tỉ đồng', { raw: '12,5', unit: 'tỉ đồng' }],
    ['1,234.5 ha', { raw: '1.234,5', unit: 'ha' }],
    ['12,,5', null],
    ['khoảng 12', null],
  ])('that cannot be read is mended where it is plain what was meant: %s', (raw, meant) => {
    expect(mend(raw)).toEqual(meant);
  });

  it('is mended in all rows at once, but not where it may be two numbers', () => {
    const rows: Rows = new Map([
      ['a', { raw: '1,234.5', unit: 'x' }],
      ['b', { raw: '2.005', unit: '%' }],
      ['c', { raw: '3 ha', unit: '' }],
    ]);
    expect([...(mendAll(rows) ?? [])]).toEqual([
      ['a', { raw: '1.234,5', unit: 'x' }],
      ['b', { raw: '2.005', unit: '%' }],
      ['c', { raw: '3', unit: 'ha' }],
    ]);
    expect(mendAll(new Map([['b', { raw: '2,5', unit: '%' }]]))).toBeNull();
  });

  it('stands beside that of the year before where they are of one unit', () => {
    const figure = (value: string | null, unit: string | null = '%') => ({ value, unit });
    expect(compare(figure('110'), figure('100'))).toEqual({ ratio: 0.1, times: 1.1, isFar: false });
    expect(compare(figure('1000'), figure('-1'))).toMatchObject({ times: 1000, isFar: true });
    expect(compare(figure('0'), figure('5'))).toMatchObject({ ratio: -1, isFar: false });
    expect(compare(figure('1', 'ha'), figure('1'))).toBeNull();
    expect(compare(figure('1'), figure('0'))).toBeNull();
    expect(compare(figure(null), figure('1'))).toBeNull();
  });
});

describe('what is sent', () => {
  it('is the rows with a figure, in the order of the indicators, without blanks around them', () => {
    const rows: Rows = new Map([
      ['b', { raw: ' 7,5 ', unit: ' % ' }],
      ['a', { raw: '12', unit: '' }],
      ['c', { raw: '  ', unit: 'ha' }],
    ]);
    const figures = figuresOf(rows, indicators);
    expect(figures).toEqual([
      { indicatorId: 'a', raw: '12', unit: null },
      { indicatorId: 'b', raw: '7,5', unit: '%' },
    ]);
    expect(unreadableOf([...figures, { indicatorId: 'c', raw: '1,,2', unit: null }])).toEqual(['c']);
  });
});

describe('a paste from a spreadsheet', () => {
  it.each([
    ['1\r\n2\r\n', [['1'], ['2']]],
    [
      '1\t%\n2\t',
      [
        ['1', '%'],
        ['2', ''],
      ],
    ],
    ['"tỉ\nđồng"\t"a ""b"""\n', [['tỉ\nđồng', 'a "b"']]],
    ['1\n\n3', [['1'], [''], ['3']]],
    ['', []],
  ])('is cells: %j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it('fills down from the row it was pasted into, and says what has no row', () => {
    const { rows, ...said } = pasted(new Map(), indicators, 'b', cellsOf('1\n2\n3\n'));
    expect([rawsOf(rows), said]).toEqual([[null, '1', '2'], { filled: 2, spare: 1 }]);
    expect(rows.get('b')).toEqual({ raw: '1', unit: '%' });
  });

  it('takes a second column for units', () => {
    const { rows } = pasted(new Map(), indicators, 'a', cellsOf('1\ttriệu đồng\n2\t\n'));
    expect([rows.get('a'), rows.get('b')]).toEqual([
      { raw: '1', unit: 'triệu đồng' },
      { raw: '2', unit: '%' },
    ]);
  });

  it('goes by names where the first column has them, by the heads of the table that was downloaded', () => {
    const text =
      'Chỉ tiêu\tNăm 2025\tSố liệu\tĐơn vị tính\nhộ  nghèo\t9\t1,2\t%\nThu ngân sách\t8\t5\ttriệu\nLạ\t1\t2\t3\n';
    const { rows, ...said } = pasted(new Map(), indicators, 'c', cellsOf(text));
    expect([rawsOf(rows), said]).toEqual([['5', '1,2', null], { filled: 2, spare: 1 }]);
    expect(rows.get('a')?.unit).toBe('triệu');
  });
});

describe('what the server refuses', () => {
  const refusal = (facts: object) => ({ graphQLErrors: [{ extensions: { facts } }] }) as never;

  it('is told by row', () => {
    const faults = [
      { figure: 2, indicatorId: 'b', fault: 'NO_INDICATOR' },
      { figure: 9, fault: 'TWICE' },
    ];
    expect([...faultsByRow(refusal({ faults }), ['a', 'b'])]).toEqual([['b', 'NO_INDICATOR']]);
    const problems = ['figures.0.unit: unit must have at most 100 characters', 'year: must not be less than 2000'];
    expect([...faultsByRow(refusal({ problems }), ['a', 'b'])]).toEqual([['a', 'unit']]);
    expect(faultsByRow(refusal({}), ['a']).size).toBe(0);
    expect(faultsByRow(null, ['a']).size).toBe(0);
  });
});

describe('whose work it is', () => {
  const bloc = {
    id: 'k',
    slug: 'cum-1',
    kind: 'CUM',
    name: { vi: 'Cụm 1', en: null },
    leadership: { nodes: [{ id: 't1' }] },
  };
  const member = { id: 'm', code: 'don-vi-2', shortName: { vi: 'ĐV 2', en: null } };
  const held = (parts: object) =>
    ({
      id: 'x',
      role: 'OFFICER',
      from: '2026-01-01T00:00:00Z',
      until: null,
      member,
      term: null,
      bloc,
      ...parts,
    }) as never;
  const at = Date.parse('2026-06-01T00:00:00Z');

  it('goes by the roles that are held now, of a leader’s office while its term stands', () => {
    const seats = seatsOf(
      [
        held({}),
        held({ from: '2026-06-01T00:00:01Z', role: 'COUNCIL_OFFICE', member: null }),
        held({ until: '2026-06-01T00:00:00Z', role: 'COUNCIL_OFFICE', member: null }),
        held({ role: 'LEADER_OFFICE', term: { id: 't1', year: 2026 } }),
        held({ role: 'LEADER_OFFICE', term: { id: 't0', year: 2025 } }),
      ],
      at,
    );
    expect(seats.map((seat) => addressOf(seat))).toEqual(['/office/cum-1/officer-don-vi-2', '/office/cum-1/leader']);
    expect(seatsOf([held({ role: 'LEADER_OFFICE', term: { id: 't0', year: 2025 } })], at)).toEqual([]);
  });

  it('has an address with what is usual left out', () => {
    const [seat] = seatsOf([held({})], at);
    const to = (place: object) => addressOf(seat as never, place);
    const home = '/office/cum-1/officer-don-vi-2';
    expect(to({ part: 'results' })).toBe(`${home}/results`);
    // The usual part is named where something follows it.
    expect(to({ part: 'work', year: 2025 }).split('/').slice(-2)).toEqual(['work', '2025']);
    expect(to({ part: 'results', more: 'q1' })).toBe(`${home}/results/now/q1`);
  });

  it('begins at once or at midnight of a day in Vietnam, and ends after its last day', () => {
    expect([beginOf('2026-06-01', '2026-06-01'), beginOf('2026-06-02', '2026-06-01')]).toEqual([
      null,
      '2026-06-01T17:00:00.000Z',
    ]);
    expect(endOf('2026-12-31')).toBe('2026-12-31T17:00:00.000Z');
    expect(lastDayOf('2026-12-31T17:00:00.000Z').toISOString()).toBe('2026-12-31T16:59:59.999Z');
    expect([yearOf(Date.parse('2026-12-31T17:00:00Z')), yearOf(Date.parse('2026-12-31T16:59:59Z'))]).toEqual([
      2027, 2026,
    ]);
  });
});

describe('what waits', () => {
  const deadline = (id: string, dueOn: string, latestOn: string | null = null) => ({
    ...{ id, kind: 'QUARTER_REPORT', year: 2026, period: 'Q1', dueOn, latestOn, withdrawnReason: null, title: null },
  });
  const report = (id: string, state: string, period = 'Q1', number = 1) => ({
    ...{ id, number, year: 2026, period, state, reason: null },
    ...{ reportedAt: '2026-04-10T03:00:00Z', settledAt: state === 'REPORTED' ? null : '2026-04-12T03:00:00Z' },
  });
  const dayOf = (at: string) => at.slice(0, 10);

  it('for an officer is what the member owes, and what was given back and not sent again, soonest first', () => {
    const due = [
      { daysOverdue: 0, deadline: deadline('late', '2026-04-15', '2026-04-20') },
      { daysOverdue: 3, deadline: deadline('soon', '2026-04-11') },
    ];
    const nodes = [report('r3', 'RETURNED', 'Q2'), report('r2', 'REPORTED', 'Q1', 2), report('r1', 'RETURNED')];
    const items = workOfMember({ id: 'm', due, reports: { nodes } } as never, dayOf);
    expect(items.map((item) => [item.is, item.day])).toEqual([
      ['due', '2026-04-11'],
      ['returned', '2026-04-12'],
      ['due', '2026-04-20'],
    ]);
  });

  it('for an office is reports that wait and deadlines of two years that somebody has not met', () => {
    const item = (receivedOn: string | null, daysOverdue: number) => ({ receivedOn, daysOverdue, member: { id: 'm' } });
    const bloc = {
      id: 'k',
      lastYear: { nodes: [{ ...deadline('a', '2026-01-10'), items: [item(null, 90), item('2026-01-09', 0)] }] },
      thisYear: {
        nodes: [
          { ...deadline('b', '2026-04-15'), items: [item('2026-04-10', 0)] },
          { ...deadline('c', '2026-04-15'), withdrawnReason: 'Nhầm', items: [item(null, 5)] },
        ],
      },
      members: [{ id: 'm', reports: { nodes: [report('r', 'REPORTED'), report('s', 'CONFIRMED', 'Q2')] } }],
    };
    const items = workOfBloc(bloc as never, dayOf);
    expect(items).toMatchObject([
      { is: 'behind', day: '2026-01-10', daysOverdue: 90, all: 2, missing: [{ daysOverdue: 90 }] },
      { is: 'waiting', day: '2026-04-10', report: { id: 'r' } },
    ]);
    expect(items).toHaveLength(2);
  });

  it('opens the period that was given back, else the one due first, else the one that runs', () => {
    const today = '2026-05-02';
    const due = [
      { year: 2025, period: 'YEAR' as const },
      { year: 2026, period: 'M6' as const },
    ];
    const latest = latestOf([report('x', 'RETURNED', 'Q1'), report('y', 'CONFIRMED', 'Q1')] as never);
    const of = (parts: object) => periodToReport({ year: 2026, due: [], latest: [], today, ...parts } as never);
    expect([of({ due, latest }), of({ due }), of({}), of({ year: 2025 }), of({ year: 2024 })]).toEqual([
      ...['Q1', 'M6', 'Q2', 'YEAR', 'YEAR'],
    ]);
  });
});
