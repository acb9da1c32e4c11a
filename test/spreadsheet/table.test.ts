import { readSpreadsheet } from '../../src/spreadsheet/read';
import { findTable, type WantedColumn } from '../../src/spreadsheet/table';
import { aWorkbook } from './a-workbook';

const wanted: readonly WantedColumn<'NAME' | 'UNIT' | 'VOTE' | 'SIGN'>[] = [
  { key: 'NAME', headings: ['Họ và tên', 'Name'] },
  { key: 'UNIT', headings: ['Đơn vị', 'Unit'] },
  { key: 'VOTE', headings: ['Biểu quyết'] },
  { key: 'SIGN', headings: ['Ký'] },
];
const tableOf = (bytes: Buffer | string) => {
  const table = findTable(readSpreadsheet(Buffer.from(bytes as string)), wanted);
  if ('problems' in table) return table;
  const rows = table.rows.map((row) => [row.number, ...wanted.map(({ key }) => row.cell(key)?.text ?? null)]);
  return { rows, notes: table.notes.map(({ vi }) => vi), paths: table.rows.map((row) => row.path('UNIT')) };
};

describe('findTable', () => {
  it('finds headings below merged titles, in two rows, and fills merged cells downwards', () => {
    const bytes = aWorkbook({
      rows: [
        ['ỦY BAN NHÂN DÂN', null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
        [],
        ['DANH SÁCH ĐẠI BIỂU'],
        ['(Kèm theo Công văn số 1/CV)'],
        ['TT', 'HỌ VÀ TÊN (*)', 'Đơn vị:', 'Quyền', null, 'Ghi chú'],
        [null, null, null, 'Biểu quyết', 'Ký'],
        ['(1)', '(2)', '(3)', '(4)', '(5)'],
        ['I', 'Đoàn Hà Nội'],
        [1, 'Lê Thị A', 'Hà Nội', 'x', null],
        [2, 'Lê Thị B', null, null, 'x'],
        [3],
        [4, 'Lê Thị C', 'Hải Phòng'],
      ],
      merges: ['A1:C1', 'D1:F1', 'A3:F3', 'A4:F4', 'A5:A6', 'B5:B6', 'C5:C6', 'D5:E5', 'F5:F6', 'B8:F8', 'C9:C10'],
      hiddenColumns: [5],
      hiddenRows: [12],
      more: [{ name: 'Khác', rows: [['a']] }],
    });
    expect(tableOf(bytes)).toEqual({
      rows: [
        [9, 'Lê Thị A', 'Hà Nội', 'x', null],
        [10, 'Lê Thị B', 'Hà Nội', null, 'x'],
        [12, 'Lê Thị C', 'Hải Phòng', null, null],
      ],
      paths: ['C9', 'C10', 'C12'],
      notes: [
        'Cột đang ẩn vẫn được đọc: E.',
        'Dòng đang ẩn vẫn được đọc: 12.',
        'Cột không dùng đến: TT, Ghi chú.',
        'Chỉ đọc trang tính “Danh sách”; không đọc: Khác.',
        'Dòng 8 là tiêu đề nhóm (ô gộp), không đọc.',
      ],
    });
  });

  it('finds the second row of headings where only the cells above it are merged', () => {
    const rows = [
      ['Họ và tên', 'Đơn vị', 'Quyền'],
      [null, null, 'Biểu quyết', 'Ký'],
      ['Lê Thị A', 'Hà Nội', 'x', 'x'],
    ];
    expect(tableOf(aWorkbook({ rows, merges: ['C1:D1'] }))).toMatchObject({
      rows: [[3, 'Lê Thị A', 'Hà Nội', 'x', 'x']],
    });
    // Not merged, the row below is one of the list.
    expect(tableOf(aWorkbook({ rows }))).toMatchObject({ rows: [[3, 'Lê Thị A', 'Hà Nội', null, null]] });
  });

  it('knows headings without marks, in capitals, in English, and a list that is wider than it needs to be', () => {
    expect(tableOf('HO VA TEN;;DON  VI\nLê Thị A;;Hà Nội')).toMatchObject({
      rows: [[2, 'Lê Thị A', 'Hà Nội', null, null]],
    });
    expect(tableOf('Unit\tName\nHà Nội\tLê Thị A')).toMatchObject({ rows: [[2, 'Lê Thị A', 'Hà Nội', null, null]] });
  });

  it('takes the sheet with most of the headings and no hidden one', () => {
    const full = [
      ['Name', 'Unit'],
      ['Lê Thị A', 'Hà Nội'],
    ];
    const more = [
      { name: 'Đại biểu', rows: full },
      {
        name: 'Mẫu',
        state: 'hidden',
        rows: [
          ['Name', 'Unit', 'Ký'],
          ['x', 'y', 'z'],
        ],
      },
    ];
    expect(tableOf(aWorkbook({ rows: [['Name'], ['Ai đó']], more }))).toMatchObject({
      rows: [[2, 'Lê Thị A', 'Hà Nội', null, null]],
      notes: ['Chỉ đọc trang tính “Đại biểu”; không đọc: Danh sách.'],
    });
  });

  it('says where one heading stands twice, and which headings are missing', () => {
    expect(tableOf('Name;Unit;Đơn vị\na;b;c')).toMatchObject({ problems: [{ path: 'C1', value: 'Đơn vị' }] });
    expect(tableOf('Tên gọi;Unit\na;b')).toMatchObject({
      problems: [{ path: '', problem: { vi: 'Không tìm thấy dòng tiêu đề có cột “Họ và tên”.' } }],
    });
  });
});
