import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../src/import/conference-file';
import { shippedConferences } from '../../src/import/load-shipped';
import { maxFileBytes, problemsAtOnce } from '../../src/import/parse-file';
import { readConferenceFile } from '../../src/import/read-conference-file';
import { aLive, aRecord, type Loose, written } from './a-file';

const example = join(__dirname, '..', '..', 'data', 'example.yaml');

const problems = (text: string): readonly Problem[] => readConferenceFile(text).problems;

/** Problems as an English reader sees them. */
const inEnglish = (text: string) =>
  problems(text).map(({ problem, cure, ...where }) => ({ ...where, problem: problem.en, cure: cure.en }));

describe('readConferenceFile', () => {
  it.each([...shippedConferences(), example])('reads %s', (path) => {
    expect(problems(readFileSync(path, 'utf8'))).toEqual([]);
  });

  it('reads JSON as well as YAML, tabs and byte order mark included', () => {
    expect(problems(`\ufeff${JSON.stringify(aRecord(), null, '\t')}`)).toEqual([]);
  });

  it('keeps words like no and days as text, and makes every text NFC and trimmed', () => {
    const text = written(aRecord(), { '/conference/name': '  Hội nghị \n' })
      .normalize('NFD')
      .replace('"Khai mạc"'.normalize('NFD'), 'no')
      .replace('"2020-03-01"', '2020-03-01');
    const read = readConferenceFile(text);
    expect(read.problems).toEqual([]);
    expect(read.file?.agenda?.[0]?.title).toBe('no');
    expect(read.file?.conference).toMatchObject({ heldOn: '2020-03-01', name: 'Hội nghị'.normalize('NFC') });
  });

  it('reports every fault of shape at once, each with path, line, value and cure', () => {
    const text = `format: giaouoc/conference-file@1
bloc:
  slug: Cụm 1
  members:
    - code: a
      officalName: Đơn vị A
conference:
  slug: x
  kind: YEARLY
  nature: RECORD
  closes: "2019"
results:
  - indicator: REVENUE
    raw: 834.875
  - indicator: GROWTH
    raw:
delegates: []
`;
    expect(inEnglish(text)).toEqual([
      {
        path: '/bloc/slug',
        line: 3,
        value: 'Cụm 1',
        problem: 'It has the wrong form.',
        cure: 'Lower-case letters without marks, digits and single hyphens.',
      },
      {
        path: '/bloc/members/0/officalName',
        line: 6,
        value: 'officalName',
        problem: 'The key `officalName` is not known here.',
        cure: 'Remove it or correct its spelling; known here are code, ordinal, officialName, shortName, aliases, memberships.',
      },
      {
        path: '/conference',
        line: 7,
        value: null,
        problem: 'The key `name` is missing.',
        cure: 'Add `name`.',
      },
      {
        path: '/conference/kind',
        line: 9,
        value: 'YEARLY',
        problem: 'It is not one of the words taken here.',
        cure: 'Write one of ANNUAL, MIDYEAR.',
      },
      {
        path: '/conference/closes',
        line: 11,
        value: '2019',
        problem: 'It is of the wrong kind.',
        cure: 'Write a whole number without quotes.',
      },
      {
        path: '/results/0/raw',
        line: 14,
        value: '834.875',
        problem: 'It was read as a number or a yes/no, not as text.',
        cure: 'Quote it: "834.875".',
      },
      {
        path: '/results/1/raw',
        line: 16,
        value: null,
        problem: 'The key has no value.',
        cure: 'Leave the key out when the value is not known.',
      },
    ]);
  });

  it('tells what is wrong by itself beside what has the wrong shape, at the line where each stands', () => {
    const text = written(aRecord(), {
      '/agenda': [
        { code: 'mot', titel: 'x' },
        { code: 'hai', title: 'y' },
        { code: 'hai', title: 'z' },
      ],
      '/conference/heldOn': '2020-02-30',
      '/conference/kind': 'YEARLY',
    });
    expect(problems(text).map(({ path }) => path)).toEqual(['/conference/kind', '/agenda/0', '/agenda/0/titel']);
    const milder = written(aRecord(), {
      '/agenda': [{ code: 'mot' }, { code: 'hai', title: 'y' }, { code: 'hai', title: 'z' }],
      '/conference/heldOn': '2020-02-30',
    });
    const lines = milder.split('\n');
    const told = problems(milder).map(({ path, line }) => [path, lines[(line ?? 0) - 1]?.trim()]);
    expect(told).toEqual([
      ['/agenda/0', '{'],
      ['/agenda/2/code', '"code": "hai",'],
      ['/conference/heldOn', '"heldOn": "2020-02-30"'],
    ]);
  });

  it('knows time zones by the names of the IANA list, and no other', () => {
    const zoned = (timeZone: string) => inEnglish(written(aLive('mui-gio'), { '/conference/timeZone': timeZone }));
    for (const zone of ['Asia/Ho_Chi_Minh', 'Asia/Tokyo', 'Europe/London', 'UTC']) expect(zoned(zone)).toEqual([]);
    for (const zone of ['Asia/Hanoi', '+07:00', 'Việt Nam'])
      expect(zoned(zone)).toMatchObject([
        { path: '/conference/timeZone', value: zone, cure: expect.stringContaining('Asia/Ho_Chi_Minh') },
      ]);
  });

  it('leaves out what only follows from something told', () => {
    // The member cannot be read, so that a delegate of it has no member: one fault, not two.
    const text = written(aRecord(), {
      '/bloc/members/1/code': 'Hoa Binh!',
      '/delegates/0/raw': 1,
      '/results/0/raw': 14,
    });
    expect(problems(text).map(({ path }) => path)).toEqual([
      '/bloc/members/1/code',
      '/delegates/0/raw',
      '/results/0/raw',
    ]);
  });

  it('says everything in Vietnamese and in English', () => {
    const text = written(aRecord(), { '/agenda/0/title': '', '/conference/heldOn': '30/02/2020', '/pact/x': 1 });
    for (const { problem, cure } of problems(text))
      for (const said of [problem, cure]) {
        expect(said.vi).toMatch(/[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i);
        expect(said.en).toMatch(/^[\x20-\x7e]+$/);
      }
    expect(problems(text)).toHaveLength(3);
  });

  it.each([
    ['15/01/2027', '2027-01-15'],
    ['5/1/2027', '2027-01-05'],
    ['15.01.2027', '2027-01-15'],
    ['15-01-2027', '2027-01-15'],
    ['2027-01-15', '2027-01-15'],
  ])('reads the day %s as %s', (given, day) => {
    const { file, problems } = readConferenceFile(written(aRecord(), { '/conference/heldOn': given }));
    expect(problems).toEqual([]);
    expect(file?.conference?.heldOn).toBe(day);
  });

  it.each(['30/02/2027', '15/13/2027', '15/01-2027', '15/01/27', '2027/01/15'])('takes no day for %s', (day) => {
    expect(problems(written(aRecord(), { '/conference/heldOn': day }))).toMatchObject([{ path: '/conference/heldOn' }]);
  });

  it.each([
    ['có', true],
    ['Có', true],
    ['không', false],
    ['đúng', true],
    ['sai', false],
  ])('reads %s as %s where a yes/no stands, and nowhere else', (word, value) => {
    const { file, problems } = readConferenceFile(
      written(aRecord(), { '/delegates/0/mayVote': word.normalize('NFD'), '/agenda/0/title': word }),
    );
    expect(problems).toEqual([]);
    expect(file?.delegates?.[0]?.mayVote).toBe(value);
    expect(file?.agenda?.[0]?.title).toBe(word);
  });

  it('takes out what nobody can see, and says where', () => {
    const { file, problems, doubts } = readConferenceFile(
      written(aRecord(), { '/agenda/0/title': 'Khai\u200b\u00a0mạc\ufeff', '/conference/name': 'Hội\u00a0nghị' }),
    );
    expect(problems).toEqual([]);
    expect(file?.agenda?.[0]?.title).toBe('Khai mạc');
    expect(file?.conference?.name).toBe('Hội nghị');
    expect(doubts).toEqual([{ path: '/agenda/0/title', code: 'INVISIBLE_CHARACTERS', raw: 'Khai mạc' }]);
  });

  it('tells the rest of a text behind a comma from an unknown key', () => {
    const text = written(aRecord()).replace('"Khai mạc"', '{ vi: bộ, ngành }');
    expect(problems(text)).toMatchObject([
      { path: '/agenda/0/title/ngành', cure: { en: expect.stringContaining('put the text in quotes') } },
    ]);
  });

  it.each<[string, Loose, string, Readonly<Record<string, unknown>>]>([
    ['two items of one code', aRecord(), '/agenda/1/code', { '/agenda/1': { code: 'mot', title: 'x' } }],
    [
      'a span that ends first',
      aRecord(),
      '/bloc/members/0/memberships/0/to',
      { '/bloc/members/0/memberships': [{ from: 2020, to: 2019 }] },
    ],
    ['a day that is none', aRecord(), '/conference/heldOn', { '/conference/heldOn': '2022-02-30' }],
    ['years the wrong way round', aRecord(), '/conference/opens', { '/conference/opens': 2018 }],
    ['a mandate of no member', aRecord(), '/delegates/0/mayVote', { '/delegates/0/member': undefined }],
    ['a stand-in for himself', aRecord(), '/delegates/0/proxyFor', { '/delegates/0/proxyFor': 'a' }],
    ['a result without figure or words', aRecord(), '/results/0', { '/results/0/raw': undefined }],
    ['printed words of a figure', aRecord(), '/results/0/printed', { '/results/0/printed': 'Tốt' }],
    ['a result with both', aRecord(), '/results/0', { '/results/0/statement': 'Tốt' }],
    ['a result of no year', aRecord(), '/results/0', { '/conference/closes': undefined, '/proposals': [] }],
    ['a second leader', aRecord(), '/leadership/0/ordinal', { '/leadership/0/ordinal': 2 }],
    [
      'a share above the whole',
      aRecord(),
      '/rules/0/pass',
      { '/rules': [{ subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '4/3', base: 'ALL' }] },
    ],
    [
      'a quorum of nobody',
      aRecord(),
      '/rules/0/quorum',
      { '/rules': [{ subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '0/3', pass: '1/2', base: 'ALL' }] },
    ],
    [
      'a share of nothing',
      aRecord(),
      '/rules/0/pass',
      { '/rules': [{ subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '0/1', base: 'ALL' }] },
    ],
    [
      'more than all of the votes',
      aRecord(),
      '/rules/0/strict',
      {
        '/rules': [
          { subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '3/3', base: 'ALL', strict: true },
        ],
      },
    ],
    [
      'a floor of two secret ballots',
      aRecord(),
      '/rules/0/floor',
      {
        '/rules': [{ subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '1/2', base: 'ALL', floor: 2 }],
      },
    ],
    [
      'a speech with a number',
      aRecord(),
      '/directives/0/number',
      { '/directives': [{ code: 'a', kind: 'SPEECH', text: 'x', number: '1' }] },
    ],
    ['agreement before a live conference', aLive(), '/proposals/0/agreed', { '/proposals/0/agreed': 'CONSENSUS' }],
    ['signatures before a live conference', aLive(), '/pact/signatures', { '/pact/signatures': [{ member: 'hcm' }] }],
    [
      'a moment that is none',
      aRecord(),
      '/pact/signatures/0/signedAt',
      { '/pact/signatures/0/signedAt': '2020-03-01T25:00Z' },
    ],
  ])('refuses %s', (_, file, path, changes) => {
    expect(problems(written(file, changes)).map((problem) => problem.path)).toContain(path);
  });

  describe('takes no attack', () => {
    it.each<[string, string, RegExp]>([
      ['a key twice', 'format: a\nformat: b\n', /same key/],
      ['a key twice, composed differently', `{"${'ế'.normalize('NFC')}": 1, "${'ế'.normalize('NFD')}": 2}`, /same key/],
      ['a tag', 'format: !!js/function "x"\n', /Tags/],
      ['a tag of its own', 'format: !me x\n', /Tags/],
      ['two documents', 'a: 1\n---\nb: 2\n', /more than one document/],
      ['an empty file', '', /empty/],
      ['a file of one word', 'xin chào', /wrong kind/],
      ['a text that does not parse', 'a: [1, 2\nb: }', /./],
      ['a control character', 'format: "a\\0b"\n', /control character/],
      ['half of a surrogate pair', '{"format": "\\ud800"}', /surrogate/],
      ['a letter lost to a wrong encoding', 'format: "Kh\ufffdi"\n', /U\+FFFD/],
      ['an alias in its own part', 'format: &a { x: *a }\n', /inside the part/],
      ['a prototype', '{"__proto__": {"format": "x"}}', /not known/],
      ['a merge key', '<<: { format: x }\n', /not known/],
    ])('%s', (_, text, said) => {
      const found = problems(text);
      expect(found.length).toBeGreaterThan(0);
      expect(found.map(({ problem }) => problem.en).join(' ')).toMatch(said);
    });

    it('an alias bomb, quickly', () => {
      const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
      for (let n = 1; n < 12; n += 1)
        lines.push(
          `a${n}: &a${n} [${Array(9)
            .fill(`*a${n - 1}`)
            .join(', ')}]`,
        );
      expect(problems(lines.join('\n'))).toMatchObject([
        { problem: { en: expect.stringContaining('Excessive alias count') } },
      ]);
    });

    it.each(['[', '{"a":', '- ', '- \t'])('%j without end, quickly', (mark) => {
      expect(problems(mark.repeat(100_000))).toMatchObject([{ problem: { en: 'The file is nested too deeply.' } }]);
    });

    it('tens of thousands of keys, in linear time', () => {
      const keys = Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`);
      expect(problems(keys.join('\n')).length).toBe(problemsAtOnce);
    });

    it('a file over the limit', () => {
      expect(problems('x'.repeat(maxFileBytes + 1))).toMatchObject([
        { problem: { en: expect.stringContaining('larger') } },
      ]);
    });
  });
});

describe('the published schema', () => {
  const schema = JSON.parse(
    readFileSync(join(__dirname, '..', '..', 'schema', 'conference-file.schema.json'), 'utf8'),
  ) as { readonly $defs: Loose };

  it('describes every key and closes every object', () => {
    const undescribed: string[] = [];
    const open: string[] = [];
    visit(schema, '');
    expect(undescribed).toEqual([]);
    expect(open).toEqual([]);

    function visit(part: unknown, path: string): void {
      if (typeof part !== 'object' || part === null) return;
      const { properties, additionalProperties } = part as { properties?: Loose; additionalProperties?: unknown };
      if (properties && additionalProperties !== false) open.push(path);
      for (const [key, value] of Object.entries(properties ?? {})) {
        if (typeof (value as Loose).description !== 'string') undescribed.push(`${path}/${key}`);
      }
      for (const [key, value] of Object.entries(part)) visit(value, `${path}/${key}`);
    }
  });

  it('is told key by key, in the same words, in docs/conference-file.md', () => {
    const text = readFileSync(join(__dirname, '..', '..', 'docs', 'conference-file.md'), 'utf8');
    const rows = text.split('\n');
    const untold: string[] = [];
    visit(schema);
    expect(untold).toEqual([]);

    function visit(part: unknown): void {
      if (typeof part !== 'object' || part === null) return;
      const { properties = {} } = part as { properties?: Readonly<Record<string, Loose>> };
      for (const [key, { description }] of Object.entries(properties)) {
        const told = rows.some((row) => row.startsWith(`| \`${key}\``) && row.endsWith(`| ${String(description)} |`));
        if (!told && part !== schema.$defs.text) untold.push(`${key}: ${String(description)}`);
      }
      for (const value of Object.values(part)) visit(value);
    }
  });
});
