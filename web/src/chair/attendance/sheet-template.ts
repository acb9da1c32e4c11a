import { type XlsxRow, type XlsxSheet, xlsxOf } from '../../bytes/xlsx-file';

/** Rows that are open for delegates; the server takes as many at once. */
const rows = 1_000;

interface Asked {
  /** Name of the conference. */
  readonly conference: string;
  /** Members that take part, by their short names, in the order of the bloc. */
  readonly members: readonly string[];
}

/**
 * The list to fill in. It is in Vietnamese for every reader, as it goes from hand to hand; the server knows its headings
 * (src/conference/delegate-sheet).
 */
export function delegateTemplate({ conference, members }: Asked): Blob {
  return xlsxOf([listSheet(conference, members), membersSheet(members)]);
}

const guest = 'Khách mời';
const area = 'Đơn vị';

function listSheet(conference: string, members: readonly string[]): XlsxSheet {
  const head: readonly XlsxRow[] = [
    { look: 'TITLE', cells: [`Danh sách đại biểu: ${conference}`] },
    {
      look: 'NOTE',
      cells: [
        'Mỗi đại biểu một dòng, dưới dòng tiêu đề. Dòng ví dụ phải xóa hoặc ghi đè. Người đã có trong danh sách: ô để trống thì giữ nguyên như cũ. Không sửa dòng tiêu đề.',
      ],
    },
    { look: 'HEADING', cells: ['Họ và tên', 'Chức vụ', 'Đơn vị', 'Biểu quyết', 'Ký giao ước', 'Mã đại biểu'] },
  ];
  const example: XlsxRow = {
    look: 'EXAMPLE',
    cells: [
      'Ví dụ: Nguyễn Văn A (xóa dòng này)',
      'Phó Chủ tịch; Ủy viên Ban Thường vụ',
      members[0] ?? guest,
      'Có',
      'Không',
      '',
    ],
  };
  return {
    name: 'Danh sách',
    rows: [...head, example],
    merged: ['A1:F1', 'A2:F2'],
    head: head.length,
    open: rows,
    columns: [
      { width: 34, hint: 'Họ và tên đầy đủ, có dấu. Bắt buộc.' },
      { width: 38, hint: 'Nhiều chức vụ thì cách nhau bằng dấu chấm phẩy.' },
      {
        width: 22,
        hint: 'Chọn trong danh sách. Khách mời, đại biểu Trung ương: chọn “Khách mời” hoặc để trống.',
        choices: `'${area}'!$A$1:$A$${members.length + 1}`,
      },
      { width: 13, hint: 'Có: người này biểu quyết thay mặt đơn vị.', choices: ['Có', 'Không'] },
      { width: 13, hint: 'Có: người này ký giao ước thay mặt đơn vị.', choices: ['Có', 'Không'] },
      {
        width: 18,
        hint: 'Không bắt buộc. Chỉ cần khi hai người trùng tên, hoặc để sửa tên: chữ không dấu, số, dấu gạch ngang.',
      },
    ],
  };
}

const membersSheet = (members: readonly string[]): XlsxSheet => ({
  name: area,
  hidden: true,
  columns: [{ width: 30 }],
  rows: [...members, guest].map((name) => ({ look: 'PLAIN', cells: [name] })),
});
