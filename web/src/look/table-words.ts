import { defineWords } from '../words/define-words';

export const tableWords = defineWords(
  {
    take: 'Tải bảng này về',
    takeOf: 'Tải bảng này về: {caption}',
    XLSX: 'Excel (.xlsx)',
    CSV: 'CSV',
    JSON: 'JSON',
    exact: '{heading} (số chính xác)',
    failed: 'Không tạo được tệp. Hãy tải lại trang rồi thử lại.',
  },
  {
    take: 'Download this table',
    takeOf: 'Download this table: {caption}',
    XLSX: 'Excel (.xlsx)',
    CSV: 'CSV',
    JSON: 'JSON',
    exact: '{heading} (exact)',
    failed: 'The file could not be made. Reload the page and try again.',
  },
);
