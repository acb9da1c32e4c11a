import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { traceOf } from '../../src/import/old-writing';
import { readConferenceFile } from '../../src/import/read-conference-file';

const data = join(__dirname, '..', '..', 'data');

describe('traceOf', () => {
  it.each([
    'Thi đua &amp; khen thưởng',
    'Hội nghị t&#7893;ng kết',
    'B&#xE1;o c&aacute;o',
    'Khai&nbsp;mạc',
    '&ldquo;Đi đầu&rdquo;',
    '&Aacute;nh',
  ])('finds marks of a web page in %s', (text) => {
    expect(traceOf(text)).toMatchObject({ code: 'HTML_ENTITIES' });
  });

  // The same words by converters between the encodings.
  it.each([
    ...[
      'Tröôøng Ñaïi hoïc',
      'Nguyeãn Vaên An',
      'Haø Noäi',
      'Ñaø Naüng',
      'Thuû ñoâ',
      'Hoäi nghò toång keát',
      'Thöøa Thieân Hueá',
    ],
    ...['Coäng hoøa', 'HAØ NOÄI', 'ÑAØ NAÜNG', 'Buøi Thò Xuaân', 'Giao öôùc'],
  ])('finds VNI in %s', (text) => {
    expect(traceOf(text)).toMatchObject({ code: 'OLD_ENCODING' });
  });

  it.each([
    ...[
      'Tr­êng §¹i häc Hµ Néi',
      'NguyÔn V¨n An',
      'Th¸i Nguyªn',
      '§µ N½ng',
      'CÇn Th¬',
      'Héi nghÞ tæng kÕt',
      'c¸c ®¬n vÞ',
    ],
    ...['thi ®ua', 'n¨m 2026', 'B×nh D­¬ng', 'l·nh ®¹o'],
  ])('finds TCVN3 in %s', (text) => {
    expect(traceOf(text)).toMatchObject({ code: 'OLD_ENCODING' });
  });

  it('tells the words around it, of a long text too', () => {
    expect(traceOf(`${'Thi đua yêu nước. '.repeat(40)}Tröôøng${' hợp'.repeat(40)}`)?.raw).toMatch(
      /^\S.{20,}Tröôøng.{20,}$/,
    );
  });

  it.each([
    // Vietnamese, with every letter and mark.
    'áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ'.split('').join(' '),
    ...[
      'Nguyễn Thị Thuý Hoà',
      'Hòa Bình',
      'Khoái Châu',
      'Đắk Lắk',
      'Krông Pắc',
      'Ia Grai',
      'Hoằng Hoá',
      'Xoài',
      'oà, oá, oã, oẹ',
    ],
    ...['Thừa Thiên Huế', 'THÀNH PHỐ HỒ CHÍ MINH', 'ngoài ra', 'Y Blôk Êban', 'H’Hen Niê', 'A Lưới', 'Ôô', 'TPHCM'],
    // Foreign names and words.
    ...[
      'Israël',
      'Noël',
      'Saïgon',
      'naïve',
      'Leão',
      'Guimarães',
      'São Paulo',
      'München',
      'Ångström',
      'Tromsø',
      'Malmö',
      'Ærø',
    ],
    ...[
      'Fernández',
      'Saúl',
      'España',
      'Ñuñoa',
      'señor',
      'Citroën',
      'Köln',
      'août',
      'goût',
      'Straße',
      'Oceánico',
      'Mª José',
    ],
    // Signs as people use them.
    ...[
      'R&D; AT&T',
      'A & B; C',
      'Luật số 06/2022/QH15 § 5',
      'Microsoft® Word',
      '© 2026',
      '5 µm',
      '20 m²',
      '«Đi đầu, khá»',
      '½ ngày',
    ],
    ...['https://example.vn/?a=1&copy=2', 'tỉnh¹', '5½', 'A·B', '“Đi đầu”', 'iPhone', 'McDonald', 'đồng/m²', 'kWh'],
  ])('takes %s for what it is', (text) => {
    expect(traceOf(text)).toBeNull();
  });

  it('finds nothing in files of conferences that are shipped', () => {
    const folder = join(data, 'conferences');
    const files = [...readdirSync(folder).map((name) => join(folder, name)), join(data, 'example.yaml')];
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(readConferenceFile(readFileSync(file, 'utf8')).doubts).toEqual([]);
  });
});
