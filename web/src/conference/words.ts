import { defineWords } from '../words/define-words';

/** What is said of speakers on every page. */
export const conferenceWords = defineWords(
  {
    left: 'Thời gian còn lại',
    overBy: 'Quá thời gian',
    spoken: 'Đã phát biểu',
  },
  {
    left: 'Time left',
    overBy: 'Over time',
    spoken: 'Speaking for',
  },
);
