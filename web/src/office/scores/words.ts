import { defineWords } from '../../words/define-words';

export const scoresWords = defineWords(
  {
    title: 'Điểm thi đua',
    none: 'Trang này chưa có phần chấm điểm năm {year}.',
  },
  {
    title: 'Scores',
    none: 'This page has no scores of {year} yet.',
  },
);
