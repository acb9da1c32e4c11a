import fc from 'fast-check';
import { zipSync } from 'fflate';
import { readSpreadsheet } from '../../src/spreadsheet/read';
import { most, type UnreadableFile, type Workbook } from '../../src/spreadsheet/sheet';
import { walkXml } from '../../src/spreadsheet/xml';
import { aWorkbook } from './a-workbook';

const first = (workbook: Workbook) => workbook.sheets[0]!;
const textsOf = (workbook: Workbook) =>
  first(workbook).rows.map(({ cells }) => cells.map((cell) => cell?.text ?? null));
const why = (bytes: Uint8Array | string): string => {
  try {
    readSpreadsheet(Buffer.from(bytes as string));
  } catch (error) {
    return (error as UnreadableFile).why;
  }
  return 'read';
};

describe('a workbook of Excel', () => {
  it('gives text, numbers, dates, truth values, and what formulas came to', () => {
    const workbook = readSpreadsheet(
      aWorkbook({
        rows: [
          ['834.875,801', 834875.801, 834875.80099999998, 1e-7],
          [{ date: 46357 }, { date: 46357.354166666664, style: 2 }, { date: 59 }, { date: 60 }, { date: 61 }],
          [true, false, { formula: '1+1', value: 2 }, { formula: 'A1&"x"', value: 'Hà Nội' }, { formula: 'B1' }],
          [
            { xml: '<c r="AT" t="e"><v>#REF!</v></c>' },
            { xml: '<c r="AT" t="inlineStr"><is><r><t>Hội </t></r><r><t>nghị</t></r></is></c>' },
          ],
        ],
      }),
    );
    expect(first(workbook).rows.map(({ cells }) => cells.map((cell) => cell && `${cell.kind} ${cell.text}`))).toEqual([
      ['TEXT 834.875,801', 'NUMBER 834875.801', 'NUMBER 834875.801', 'NUMBER 1e-7'],
      // 28 February 1900, a day that never was, 1 March.
      ['DATE 2026-12-01', 'DATE 2026-12-01T08:30:00', 'DATE 1900-02-28', 'NUMBER 60', 'DATE 1900-03-01'],
      ['BOOLEAN TRUE', 'BOOLEAN FALSE', 'NUMBER 2', 'TEXT Hà Nội', 'ERROR ='],
      ['ERROR #REF!', 'TEXT Hội nghị'],
    ]);
    expect(first(workbook).rows[2]?.cells.map((cell) => cell?.formula)).toEqual([false, false, true, true, true]);
    const old = readSpreadsheet(aWorkbook({ rows: [[{ date: 44895 }]], from1904: true }));
    expect(textsOf(old)).toEqual([['2026-12-01']]);
  });

  it('tells what is hidden, merged and linked, and skips rows that are only drawn', () => {
    const workbook = readSpreadsheet(
      aWorkbook({
        rows: [
          ['a', 'b'],
          [null, null],
          ['c', null, 'd'],
        ],
        merges: ['A1:B1'],
        hiddenColumns: [2],
        hiddenRows: [3],
        relations: `<Relationship Id="rId95" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/>`,
        more: [{ name: 'Ẩn', state: 'veryHidden', rows: [['x']] }],
      }),
    );
    expect(workbook.linked).toBe(true);
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Danh sách', false],
      ['Ẩn', true],
    ]);
    const { rows, hiddenColumns, merges } = first(workbook);
    expect(rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [1, false],
      [3, true],
    ]);
    expect([hiddenColumns, merges]).toEqual([[1], [{ top: 1, left: 0, bottom: 1, right: 1 }]]);
  });

  it('reads 5,000 rows, and refuses more rows, columns or bytes than there may be', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, n) => [n, `Đại biểu ${n}`, 'Hà Nội', 'Có']);
    expect(first(readSpreadsheet(aWorkbook({ rows: rows(5_000) }))).rows).toHaveLength(5_000);
    expect(why(aWorkbook({ rows: rows(most.rows + 1) }))).toBe('TOO_MANY_ROWS');
    expect(why(aWorkbook({ rows: [Array.from({ length: most.columns + 1 }, () => 'a')] }))).toBe('TOO_MANY_COLUMNS');
    expect(why(Buffer.alloc(most.bytes + 1, 'a'))).toBe('TOO_LARGE');
  });

  it('unpacks nothing of an archive that declares too much, and no entry into more than it declared', () => {
    const zeros = new Uint8Array(most.entryBytes + 1);
    expect(why(aWorkbook({ rows: [['a']], parts: { 'xl/media/image1.png': zeros } }))).toBe('UNPACKS_TOO_LARGE');
    const four = Object.fromEntries([1, 2, 3].map((n) => [`xl/media/${n}`, new Uint8Array(most.entryBytes)]));
    expect(why(aWorkbook({ rows: [['a']], parts: four }))).toBe('UNPACKS_TOO_LARGE');
    const names = Object.fromEntries(Array.from({ length: most.entries }, (_, n) => [`a${n}`, new Uint8Array()]));
    expect(why(aWorkbook({ rows: [['a']], parts: names }))).toBe('UNPACKS_TOO_LARGE');
    // The sheet says that it is smaller than it is, in its own header and in the directory.
    const lying = aWorkbook({ rows: [['a']], parts: { 'xl/worksheets/sheet1.xml': 'x'.repeat(1_000_000) } });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(1_000_000);
    let found = 0;
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 4), found += 1)
      lying.writeUInt32LE(9, at);
    expect([found, why(lying)]).toEqual([2, 'DAMAGED']);
  });

  it('refuses paths that lead out of the archive, and one name twice', () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'xl\\..\\a', 'C:/a', 'xl/../../a'])
      expect([name, why(aWorkbook({ rows: [['a']], parts: { [name]: 'a' } }))]).toEqual([name, 'STRANGE_PATH']);
    const twice = aWorkbook({ rows: [['a']], parts: { 'xl/styles.xmm': 'a' } });
    for (let at = twice.indexOf('styles.xmm'); at >= 0; at = twice.indexOf('styles.xmm')) twice.write('styles.xml', at);
    expect(why(twice)).toBe('STRANGE_PATH');
    expect(why(aWorkbook({ rows: [['a']], parts: { 'xl/a..b.xml': 'a' } }))).toBe('read');
  });

  it('expands nothing: a document type is refused, with whatever it defines', () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>';
    expect(why(aWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toBe('DAMAGED');
    expect(why(aWorkbook({ rows: [], parts: { 'xl/worksheets/sheet1.xml': '<worksheet>&b;</worksheet>' } }))).toBe(
      'DAMAGED',
    );
  });

  it('tells other files apart by what they are', () => {
    const zip = (files: Record<string, string>) =>
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
    const rels = (target: string) =>
      `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="${target}"/></Relationships>`;
    expect(why(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toBe('OLD_OR_LOCKED');
    expect(why('<html><table><tr><td>Họ và tên</td></tr></table></html>')).toBe('WEB_PAGE');
    expect(why('%PDF-1.7')).toBe('NO_SPREADSHEET');
    expect(why(zip({ '_rels/.rels': rels('word/document.xml') }))).toBe('NO_SPREADSHEET');
    expect(why(zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }))).toBe('OPEN_DOCUMENT');
    expect(why(zip({ '_rels/.rels': rels('xl/workbook.bin') }))).toBe('BINARY');
    expect(why(aWorkbook({ rows: [['a']] }).subarray(0, 900))).toBe('DAMAGED');
    expect(why(' \n')).toBe('EMPTY');
    const locked = Buffer.from(zip({ a: 'a' }));
    const directory = locked.indexOf(Buffer.from('504b0102', 'hex'));
    locked.writeUInt16LE(locked.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(why(locked)).toBe('LOCKED');
  });

  it('never fails in another way than by saying why, whatever the bytes', () => {
    const sound = aWorkbook({
      rows: [
        ['Họ và tên', 'Đơn vị'],
        ['a', 'b'],
      ],
      merges: ['A1:B1'],
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const broken = Buffer.from(sound);
        for (const [at, byte] of changes) broken[at] = byte;
        expect(why(broken)).toMatch(/^[A-Z_0-9]+$|^read$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('text between separators', () => {
  it.each([
    [
      'with a mark at the beginning and semicolons',
      '\ufeffHọ và tên;Chức vụ\r\n"Lê Thị ""A""";"Phó Chủ tịch; Bí thư, a"\r\n',
    ],
    ['as copied from Excel', 'Họ và tên\tChức vụ\n"Lê Thị ""A"""\tPhó Chủ tịch; Bí thư, a'],
    ['with commas', 'Họ và tên,Chức vụ\n"Lê Thị ""A""","Phó Chủ tịch; Bí thư, a"\n\n'],
    ['that names its separator', 'sep=|\nHọ và tên|Chức vụ\nLê Thị "A"|Phó Chủ tịch; Bí thư, a'],
  ])('is read %s', (_, text) => {
    expect(textsOf(readSpreadsheet(Buffer.from(text)))).toEqual([
      ['Họ và tên', 'Chức vụ'],
      ['Lê Thị "A"', 'Phó Chủ tịch; Bí thư, a'],
    ]);
  });

  it('has the rows that a spreadsheet shows: a cell of two lines is one, an empty line is counted', () => {
    const { rows } = first(readSpreadsheet(Buffer.from('a;"b\nc"\n;;\n\nd;e')));
    expect(rows.map(({ number, cells }) => [number, cells.map((cell) => cell?.text)])).toEqual([
      [1, ['a', 'b\nc']],
      [4, ['d', 'e']],
    ]);
  });

  it('is refused in any other encoding than UTF-8, and with a quote that never ends', () => {
    expect(why(Buffer.from('\ufeffHọ và tên\t1', 'utf16le'))).toBe('UTF_16');
    expect(why(Buffer.from('Name;Post', 'utf16le'))).toBe('UTF_16');
    expect(why(Buffer.concat([Buffer.from('H'), Buffer.from([0xe1, 0x20]), Buffer.from(';a')]))).toBe('NOT_UTF_8');
    expect(why('a;b\n"c;d\ne;f')).toBe('OPEN_QUOTE');
  });
});

describe('XML', () => {
  it('gives back every text and attribute that was written', () => {
    const written = (text: string) =>
      [...text].map((letter) => (/[<>&"']/.test(letter) ? `&#${letter.codePointAt(0)};` : letter)).join('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let read = '';
        let seen: string | undefined;
        walkXml(
          `<?xml version="1.0"?><!-- < --><x:a b='1' c = "${written(text)}"><d/>${written(text)}<![CDATA[<&]]></x:a>`,
          {
            open: (name, attributes) => {
              if (name === 'a') seen = attributes.get('c');
            },
            close: () => undefined,
            text: (more) => {
              read += more;
            },
          },
        );
        expect([read, seen]).toEqual([`${text}<&`, text]);
      }),
    );
  });
});
