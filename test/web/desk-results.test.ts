import { undoneOf } from '../../web/src/chair/agenda/undone';
import { inOrder } from '../../web/src/chair/polls/in-order';
import { isOrphan } from '../../web/src/chair/polls/orphan';
import { resultText } from '../../web/src/chair/polls/result-text';
import { tieOf } from '../../web/src/chair/polls/tie';
import { pollsWords } from '../../web/src/chair/polls/words';
import { fill } from '../../web/src/words/use-words';

const say = (key: keyof typeof pollsWords.vi, values = {}) => fill(pollsWords.vi[key], values);
const format = {
  number: (value: number) => value.toLocaleString('vi-VN'),
  text: ({ vi }: { readonly vi: string }) => vi,
};

const label = (vi: string) => ({ vi, en: null });
const option = ([code, votes, won]: readonly [string, number, boolean?]) => ({
  option: { code, label: label(`Đơn vị ${code}`) },
  votes,
  won: won ?? false,
});

function counted(
  outcome: string,
  votes: readonly (readonly [string, number, boolean?])[],
  {
    rule = {},
    tally = {},
    ...poll
  }: { readonly rule?: object; readonly tally?: object; readonly [key: string]: unknown } = {},
) {
  return {
    ...{ state: 'CLOSED', kind: 'YES_NO_ABSTAIN', maxChoices: 1, question: label('Thông qua báo cáo?') },
    options: votes.map(([code]) => ({ code, label: label(`Đơn vị ${code}`), about: null })),
    rule: { base: 'ALL', electorate: 'MEMBERS', seats: null, ...rule },
    tally: {
      ...{ outcome, electors: 5, present: 5, cast: 5, blank: 0, invalid: 0, floor: null },
      options: votes.map(option),
      ...tally,
    },
    ...poll,
  };
}

function read(poll: ReturnType<typeof counted>): string | null {
  return resultText(say as never, format as never, poll as never, poll.tally as never);
}

describe('the sentence to read aloud', () => {
  it('has the counts of a yes/no vote, the share and what was asked', () => {
    expect(
      read(
        counted('PASSED', [
          ['YES', 5],
          ['NO', 0],
          ['ABSTAIN', 0],
        ]),
      ),
    ).toBe('Kết quả biểu quyết: 5/5 đơn vị tán thành, đạt 100%. Nội dung “Thông qua báo cáo” được thông qua.');
  });

  it('names those against and abstaining, and says that it did not pass', () => {
    expect(
      read(
        counted('REJECTED', [
          ['YES', 2],
          ['NO', 1],
          ['ABSTAIN', 2],
        ]),
      ),
    ).toBe(
      'Kết quả biểu quyết: 2/5 đơn vị tán thành, đạt 40%; 1 không tán thành; 2 không có ý kiến. Nội dung “Thông qua báo cáo” không được thông qua.',
    );
  });

  it.each([
    ['ALL', '2/5 đơn vị tán thành, đạt 40%'],
    ['PRESENT', '2/4 đơn vị có mặt tán thành, đạt 50%'],
    ['CAST', '2/3 phiếu thu về tán thành, đạt 66,67%'],
    ['YES_NO', '2/2 phiếu có ý kiến tán thành, đạt 100%'],
  ])('takes the share of what the rule takes it of: %s', (base, text) => {
    const votes = [
      ['YES', 2],
      ['NO', 0],
      ['ABSTAIN', 1],
    ] as const;
    expect(read(counted('PASSED', votes, { rule: { base }, tally: { present: 4, cast: 3 } }))).toContain(text);
  });

  it('says who was chosen, most votes first', () => {
    const votes = [
      ['A', 1],
      ['B', 4, true],
    ] as const;
    expect(read(counted('PASSED', votes, { kind: 'CHOOSE', question: label('Chọn Cụm trưởng') }))).toBe(
      'Kết quả biểu quyết “Chọn Cụm trưởng”: Đơn vị B: 4/5 đơn vị, đạt 80%; Đơn vị A: 1/5 đơn vị, đạt 20%. Được chọn: Đơn vị B.',
    );
  });

  it('says who is tied, and for how many seats', () => {
    const votes = [
      ['A', 4, true],
      ['B', 3],
      ['C', 3],
    ] as const;
    const tie = { options: [{ code: 'B' }, { code: 'C' }], seats: 1, next: 'SECOND_BALLOT', decision: null };
    expect(read(counted('TIED', votes, { kind: 'CHOOSE', maxChoices: 2, tally: { tie } }))).toContain(
      'Được chọn: Đơn vị A. Đơn vị B, Đơn vị C bằng phiếu nhau, mỗi bên 3 phiếu, cho 1 vị trí còn lại. Theo quy chế, bỏ phiếu lần hai giữa các bên bằng phiếu.',
    );
  });

  it('says that no option won, and that too few ballots decide nothing', () => {
    expect(
      read(
        counted(
          'REJECTED',
          [
            ['A', 2],
            ['B', 1],
          ],
          { kind: 'CHOOSE' },
        ),
      ),
    ).toContain('Không phương án nào đạt tỷ lệ quy định.');
    expect(read(counted('TOO_FEW', [], { tally: { cast: 3, floor: 5 } }))).toContain('chỉ có 3 phiếu kín, chưa đủ 5');
  });

  it('is not there before the vote is closed', () => {
    expect(read(counted('PASSED', [['YES', 5]], { state: 'OPEN' }))).toBeNull();
  });
});

describe('a tie', () => {
  const tally = (next: string | null, decision: object | null = null) =>
    counted(
      decision ? 'PASSED' : 'TIED',
      [
        ['A', 4, true],
        ['B', 3],
        ['D', 3],
      ],
      {
        ...{ kind: 'CHOOSE', maxChoices: 2 },
        tally: { tie: { options: [{ code: 'B' }, { code: 'D' }], seats: 1, next, decision } },
      },
    );

  it('is of those the counts left, and says what the rules ask next', () => {
    const poll = tally('SECOND_BALLOT');
    expect(tieOf(poll.tally as never)).toMatchObject({
      ...{ votes: 3, seats: 1 },
      options: [{ option: { code: 'B' } }, { option: { code: 'D' } }],
    });
    expect(read(poll)).toContain('Đơn vị B, Đơn vị D bằng phiếu nhau, mỗi bên 3 phiếu, cho 1 vị trí còn lại.');
    expect(read(poll)).toContain('Theo quy chế, bỏ phiếu lần hai giữa các bên bằng phiếu.');
    expect(read(tally('LEADERS_DECIDE'))).toContain('Theo quy chế, Trưởng và Phó quyết định, nêu rõ lý do.');
    expect(read(tally(null))).toContain('Quy chế không nêu cách phân định tiếp.');
  });

  it('is not where weights tell the options apart: they are read beside the heads', () => {
    const lines = [
      { option: { code: 'A', label: label('Đơn vị A') }, votes: 1, weight: '2.5', members: null, won: true },
      { option: { code: 'B', label: label('Đơn vị B') }, votes: 1, weight: '1', members: null, won: false },
    ];
    const weights = { electors: '7.5', present: '7.5', cast: '3.5' };
    const poll = counted('PASSED', [], { kind: 'CHOOSE', tally: { options: lines, weights } });
    expect(read(poll)).toContain('Theo trọng số, trên tổng 7.5: Đơn vị A 2.5, Đơn vị B 1. Được chọn: Đơn vị A.');
  });

  it('is none once leader and deputy decided, and their reason is read', () => {
    const poll = tally(null, { winners: [{ code: 'D' }], reason: 'Dẫn đầu' });
    expect(tieOf(poll.tally as never)).toBeNull();
    expect(read(poll)).toContain('Trưởng và Phó quyết định chọn Đơn vị D, vì: Dẫn đầu.');
  });
});

describe('the order of votes at the desk', () => {
  const poll = (ordinal: number, state: string, openedAt: string | null = null, closedAt: string | null = null) =>
    ({ ordinal, state, openedAt, closedAt }) as Parameters<typeof inOrder>[0][number];
  const numbers = (...polls: Parameters<typeof inOrder>[0]) => inOrder(polls).map(({ ordinal }) => ordinal);
  const [early, late] = ['2026-11-30T08:00:00.000Z', '2026-11-30T08:10:00.000Z'];

  it('has the last result first', () => {
    expect(numbers(poll(1, 'CLOSED', early, late), poll(2, 'CLOSED', early, early), poll(3, 'DRAFT'))).toEqual([
      1, 3, 2,
    ]);
    expect(numbers(poll(1, 'OPEN', early), poll(2, 'CLOSED', early, late))).toEqual([2, 1]);
  });

  it('has what was opened since before it', () => {
    expect(numbers(poll(1, 'VOID'), poll(2, 'CLOSED', early, early), poll(3, 'OPEN', late))).toEqual([3, 2, 1]);
  });
});

describe('a draft about a proposal', () => {
  const about = { __typename: 'AwardProposal', id: 'p' };
  const agreed = (correctedBy: object | null) => [{ id: 'p', decisions: [{ step: 'AGREED', correctedBy }] }];

  it.each([
    ['was agreed on without it', { about, options: [] }, agreed(null), true],
    ['is an option of it, agreed on', { about: null, options: [{ about }] }, agreed(null), true],
    ['was agreed on by mistake, corrected', { about, options: [] }, agreed({ id: 'd' }), false],
    ['waits', { about, options: [] }, [{ id: 'p', decisions: [] }], false],
  ])('is of no use when that %s', (_, poll, proposals, orphan) => {
    expect(isOrphan({ state: 'DRAFT', ...poll } as never, proposals as never)).toBe(orphan);
  });
});

describe('what a conference leaves undone', () => {
  it('is counted before it is closed', () => {
    const states = (...all: string[]) => all.map((state) => ({ state })) as never;
    const board = { signed: 3, parties: 5 };
    const conference = {
      agenda: states('DONE', 'CURRENT', 'PENDING'),
      polls: states('DRAFT', 'OPEN', 'CLOSED', 'VOID', 'DRAFT'),
      proposals: states('NOMINATED', 'PROPOSED', 'NOT_PROPOSED'),
    };
    expect(undoneOf({ ...conference, pact: { state: 'OPEN', board } as never })).toEqual({
      ...{ items: 2, open: 1, drafts: 2, proposals: 1 },
      pact: { isDraft: false, ...board },
    });
    expect(undoneOf({ ...conference, pact: { state: 'IN_FORCE', board } as never }).pact).toBeNull();
    expect(undoneOf({ ...conference, pact: null }).pact).toBeNull();
  });
});
