import conferenceFileSchema from '../../schema/conference-file.schema.json';
import type { Problem } from '../../src/import/conference-file';
import { decodeFile } from '../../src/import/decode-file';
import { readConferenceFile } from '../../src/import/read-conference-file';
import { forms } from '../../src/import/shape-problem';
import { aRecord, written } from './a-file';

/** A file as a secretary types it; line 13 is the name of the conference. */
const typed = `format: giaouoc/conference-file@1
bloc:
  slug: khoi-x
  kind: KHOI
  name: Khối X
  members:
    - { code: a, officialName: "Sở A" }
    - { code: b, officialName: "Sở B" }
conference:
  slug: khoi-x-2027
  kind: ANNUAL
  nature: LIVE
  name: Hội nghị
  closes: 2026
  opens: 2027
`;

const problems = (text: string): readonly Problem[] => readConferenceFile(text).problems;
const told = (text: string) => problems(text).map(({ line, value, problem }) => [line, value, problem.en]);
const toldOfBytes = (bytes: Uint8Array) => {
  const read = decodeFile(bytes);
  return 'problems' in read ? read.problems.map(({ line, problem }) => [line, problem.en]) : read.text;
};

describe('what a secretary mistypes', () => {
  it.each<[string, string, readonly (readonly [number, string, string])[]]>([
    [
      'a colon within a text',
      typed.replace('name: Hội nghị', 'name: Hội nghị: tổng kết'),
      [[13, 'name: Hội nghị: tổng kết', 'A colon within the text is read as one more key.']],
    ],
    [
      'a text that begins with a sign',
      typed.replace('name: Hội nghị', 'name: @Hội nghị'),
      [[13, 'name: @Hội nghị', 'The text begins with a sign that means something in YAML (@ ` % & *).']],
    ],
    [
      'a text that begins with a star',
      typed.replace('name: Hội nghị', 'name: *khong'),
      [[13, '*khong', 'The text begins with a sign that means something in YAML (@ ` % & *).']],
    ],
    [
      'a quote that is not closed',
      typed.replace('"Sở B" }', '"Sở B }'),
      [[8, '- { code: b, officialName: "Sở B }', 'A quote is opened here and never closed.']],
    ],
    [
      'a bracket that is not closed',
      typed.replace('"Sở B" }', '"Sở B"'),
      [[9, 'conference:', 'What stands before this line has no closing } or ].']],
    ],
    [
      'tabs before two lines',
      typed.replaceAll('    - ', '\t- '),
      [
        [7, '- { code: a, officialName: "Sở A" }', 'A tab is used to indent.'],
        [8, '- { code: b, officialName: "Sở B" }', 'A tab is used to indent.'],
      ],
    ],
    [
      'a line of words alone',
      `${typed}và các đơn vị\n`,
      [[16, 'và các đơn vị', 'The line is not of the form `key: value`.']],
    ],
  ])('%s is told once, where it stands', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('is never told in the words of the parser to a Vietnamese reader', () => {
    const texts = [
      ': a: b',
      'a: "\\q"',
      'a: [1, 2',
      'a: }',
      'a: b: c',
      '? a\n- b',
      'a: "x" y',
      '- a\nb',
      'a: &',
      'a: %',
    ];
    for (const text of texts)
      for (const { problem, cure } of problems(text)) {
        // Quoted words of the file aside, no run of English is left.
        expect(problem.vi.replace(/`[^`]*`|YAML/g, '')).not.toMatch(
          /\b(the|not|must|be|is|of|with|and|to|token|map|value)\b/i,
        );
        expect(cure.vi).not.toMatch(/\b(the|not|must|with|token)\b/i);
      }
  });

  it.each([
    ['csv', 'code,name\na,Sở A\n'],
    ['a page', '<!DOCTYPE html><html></html>'],
    ['a list', '- a\n- b\n'],
  ])('%s in the place of a conference file is told apart', (_, text) => {
    expect(problems(text)).toMatchObject([
      { problem: { en: expect.stringContaining('`format`') }, cure: { vi: expect.stringContaining('example.yaml') } },
    ]);
  });
});

describe('a file of another program', () => {
  it.each<[string, Buffer | string, string]>([
    ['Word or Excel', Buffer.from('504b030414000600080000002100', 'hex'), 'no text'],
    ['PDF', '%PDF-1.4\n%âãÏÓ\n', 'no text'],
    ['an old Word', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'no text'],
    ['RTF, which is plain ASCII', '{\\rtf1\\ansi', 'no text'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'no text'],
    ['zeros', Buffer.alloc(2000), 'no text'],
    ['UTF-16 without a mark, little end first', Buffer.from(typed, 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark, big end first', Buffer.from(typed, 'utf16le').swap16(), 'UTF-16'],
  ])('%s is told as a whole, not line by line', (_, bytes, said) => {
    expect(toldOfBytes(Buffer.from(bytes as Buffer))).toEqual([[undefined, expect.stringContaining(said)]]);
  });

  it.each([
    ['line ends of Windows', typed.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', typed.replaceAll('\n', '\r')],
    ['two byte order marks', `\ufeff\ufeff${typed}`],
    ['hard spaces that indent', typed.replaceAll('\n  ', '\n\u00a0\u00a0')],
    ['an invisible character in a key', typed.replace('closes', 'closes\u200b')],
  ])('%s make no difference', (_, text) => {
    const { file, problems } = readConferenceFile(text);
    expect(problems).toEqual([]);
    expect(file).toEqual(readConferenceFile(typed).file);
  });

  it.each(['Há»™i nghá»‹', 'Äá»“ng Nai', 'TÆ°', 'Ä‘Æ¡n vá»‹'])(
    'the text %s, UTF-8 read as another encoding, is refused',
    (name) => {
      expect(problems(typed.replace('Hội nghị', name))).toMatchObject([{ line: 13, path: '/conference/name' }]);
    },
  );

  it('takes French quotes and foreign letters for what they are', () => {
    expect(problems(typed.replace('Hội nghị', '"Hội nghị «Đi đầu, khá»… Ångström Ærø"'))).toEqual([]);
  });

  it('refuses a name that looks empty', () => {
    expect(problems(typed.replace('Hội nghị', '"\u2800"'))).toMatchObject([{ path: '/conference/name' }]);
  });
});

describe('values as an office writes them', () => {
  it.each([
    'ngày 15 tháng 01 năm 2027',
    'Ngày 15 tháng 1 năm 2027',
    'ngày 15/01/2027',
    '15 / 01 / 2027',
    '15-1-2027',
    '2027-1-15',
  ])('reads the day %s', (day) => {
    const { file, problems } = readConferenceFile(`${typed}  heldOn: ${day.normalize('NFD')}\n`);
    expect(problems).toEqual([]);
    expect(file?.conference?.heldOn).toBe('2027-01-15');
  });

  it.each(['29/02/2027', 'ngày 31 tháng 4 năm 2027', '2027-2-30'])('shows the day %s as it stands', (day) => {
    expect(problems(`${typed}  heldOn: ${day}\n`)).toMatchObject([
      { line: 16, value: day, problem: { en: 'There is no such day.' } },
    ]);
  });

  it.each([
    ['15/01/1890', true],
    ['31/12/2025', true],
    ['01/01/2026', false],
    ['31/12/2036', false],
    ['15/01/2072', true],
  ])('holds the day %s against the years of the conference', (day, refused) => {
    expect(problems(`${typed}  heldOn: ${day}\n`)).toHaveLength(refused ? 1 : 0);
  });

  it.each([
    ['2027', 'A day, as yyyy-mm-dd.'],
    ['20270115', 'A day, as yyyy-mm-dd.'],
  ])('asks for a day in the place of the number %s, not for quotes', (day, cure) => {
    expect(problems(`${typed}  heldOn: ${day}\n`)).toMatchObject([{ cure: { en: cure } }]);
  });

  it.each([
    ['"true"', true],
    ['YES', true],
    ['co', true],
    ['khong', false],
    ['"no"', false],
  ])('reads %s where a yes/no stands', (word, value) => {
    const { file, problems } = readConferenceFile(
      `${typed}delegates:\n  - { code: p, name: Ông P, member: a, mayVote: ${word} }\n`,
    );
    expect(problems).toEqual([]);
    expect(file?.delegates?.[0]?.mayVote).toBe(value);
  });

  it('reads shares in percent, and keeps weights as they are written', () => {
    const rule = { subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2 / 3', pass: '80 %', base: 'ALL' };
    const { file, problems } = readConferenceFile(
      written(aRecord(), { '/rules': [{ ...rule, weights: [{ member: 'hcm', weight: '1,5' }] }] }),
    );
    expect(problems).toEqual([]);
    expect(file?.rules?.[0]).toMatchObject({ quorum: '2/3', pass: '80/100', weights: [{ weight: '1,5' }] });
  });

  it('says the limit that a value breaks, and never only where to read of it', () => {
    const text = written(aRecord(), {
      '/conference/closes': 26,
      '/conference/opens': 9999,
      '/conference/slug': 'k'.repeat(81),
      '/bloc/members/0/ordinal': 0,
    });
    const cures = Object.fromEntries(problems(text).map(({ path, cure }) => [path, cure.vi]));
    expect(cures).toEqual({
      '/conference/closes': 'Viết từ 1945 trở lên.',
      '/conference/opens': 'Viết nhiều nhất 2200.',
      '/conference/slug': 'Rút ngắn còn nhiều nhất 80 ký tự.',
      '/bloc/members/0/ordinal': 'Viết từ 1 trở lên.',
    });
  });

  it('says in Vietnamese what every pattern of the schema asks for', () => {
    const patterns = [...JSON.stringify(conferenceFileSchema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    const untold = patterns.map(([, pattern = '']) => JSON.parse(pattern) as string).filter((each) => !forms[each]);
    expect(patterns.length).toBeGreaterThan(5);
    expect(untold).toEqual([]);
  });

  it('refuses one place for two members', () => {
    const text = written(aRecord(), { '/bloc/members/0/ordinal': 2, '/bloc/members/1/ordinal': 2 });
    expect(problems(text)).toMatchObject([{ path: '/bloc/members/1/ordinal', value: '2' }]);
  });
});
