import { defineWords } from '../words/define-words';

export const guideWords = defineWords(
  {
    title: 'Hướng dẫn',
    about: 'Mỗi bản hai trang, đọc ngay tại đây hoặc in ra khổ A4.',
    chair: 'Dành cho chủ trì',
    secretary: 'Dành cho thư ký',
    delegate: 'Dành cho đại biểu',
    officer: 'Dành cho cán bộ phụ trách, thường trực',
    print: 'In hai trang A4',
    others: 'Các hướng dẫn khác',
  },
  {
    title: 'Guides',
    about: 'Two pages each, to be read here or printed on A4.',
    chair: 'For the chair',
    secretary: 'For the secretary',
    delegate: 'For delegates',
    officer: 'For officers and the leader’s office',
    print: 'Print two pages of A4',
    others: 'The other guides',
  },
);
