import { defineWords } from '../words/define-words';

export const hallWords = defineWords(
  {
    title: 'Hội trường',
    now: 'Đang diễn ra',
    nothing: 'Hội nghị chưa chuyển sang mục nào.',
    signatures: 'Chữ ký giao ước',
    signed: '{signed}/{parties}',
    yes: 'Đã ký',
    no: 'Chưa ký',
    noConference: 'Không có hội nghị nào đang diễn ra.',
  },
  {
    title: 'Hall',
    now: 'On now',
    nothing: 'The conference has not begun an item yet.',
    signatures: 'Signatures of the pact',
    signed: '{signed}/{parties}',
    yes: 'Signed',
    no: 'Not yet',
    noConference: 'No conference is in session.',
  },
);
