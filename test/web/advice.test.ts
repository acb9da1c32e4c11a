import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CombinedError } from '@urql/core';
import { adviceOn } from '../../web/src/act/advice';
import { argumentWords } from '../../web/src/act/words';

const refused = (extensions: object) =>
  ({
    graphQLErrors: [{ message: 'x', extensions: { vi: 'Không hợp lệ.', en: 'Not valid.', ...extensions } }],
  }) as unknown as CombinedError;

/** Rooms whose acts stand at the desk. */
const rooms = ['award', 'conference', 'hall', 'pact', 'poll'];

/** What the desk fills in by itself: nobody there can enter it wrongly. */
const ownArguments = [
  'code',
  'conferenceId',
  'liveTally',
  'mayChange',
  'previousId',
  'proposalId',
  'secrecy',
  'subject',
];

describe('what the desk says of an input that is refused', () => {
  it.each([
    [
      'an argument',
      { argument: 'standInId', cure: 'Name a delegate.' },
      'Người được ủy quyền: hãy chọn đại biểu cùng đơn vị.',
    ],
    [
      'a part of one',
      { argument: 'rule.passNumerator', cure: 'At least 1.' },
      'Thể lệ: tỷ lệ phải lớn hơn 0 và không quá toàn bộ.',
    ],
    ['an item of a list', { argument: 'targets.3.raw' }, 'Chỉ tiêu: hãy ghi số như "2005", "2.005,0" hoặc "6,5".'],
    ['a problem', { problems: ['reason: reason must have 3'] }, 'Lý do: hãy ghi ít nhất ba ký tự.'],
    [
      'a text in two languages',
      { problems: ['articles.0.heading.vi: vi must'] },
      'Tiêu đề của điều khoản: hãy ghi nội dung.',
    ],
    ['nothing', {}, 'Hãy xem lại các ô vừa điền.'],
    ['the name of a prototype', { argument: 'constructor' }, 'Hãy xem lại các ô vừa điền.'],
  ])('names field and cure for %s', (_, facts, cure) => {
    expect(adviceOn(refused({ code: 'BAD_USER_INPUT', facts }), 'vi')).toBe(`Không hợp lệ. ${cure}`);
  });

  it('keeps the advice of other codes, whatever argument they name', () => {
    const facts = { argument: 'decidedOn' };
    expect(adviceOn(refused({ code: 'DECISION_DATE', facts }), 'en')).toBe(
      'Not valid. Give a day from the year of the award on, and not before the step above.',
    );
  });

  it('says of a file which cell is wrong, and how to mend it', () => {
    const said = (vi: string) => ({ vi, en: 'x' });
    const problem = { path: 'D3', value: 'Có lẽ', problem: said('Không rõ là có hay không.'), cure: said('Ghi “Có”.') };
    expect(adviceOn(refused({ code: 'FILE_INVALID', facts: { problems: [problem] } }), 'vi')).toMatch(
      /D3: Không rõ là có hay không\. Ghi “Có”\.$/,
    );
  });

  it('has words for every argument that the acts of the desk refuse', () => {
    const named = rooms.flatMap((room) => {
      const folder = join(__dirname, '..', '..', 'src', room);
      const files = readdirSync(folder, { recursive: true }).map(String);
      return files
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) => {
          const text = readFileSync(join(folder, file), 'utf8');
          return [...text.matchAll(/(?:argument: |badInput\(\s*)['`]([^'`]+)/g)].map(([, path = '']) => path);
        });
    });
    const untold = named.filter((path) => !path.split('.').some((step) => step in argumentWords.vi));
    expect(named.length).toBeGreaterThan(30);
    expect([...new Set(untold)].filter((path) => !ownArguments.includes(path)).sort()).toEqual([]);
  });
});
