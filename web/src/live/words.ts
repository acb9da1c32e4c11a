import { defineWords } from '../words/define-words';

export const liveWords = defineWords(
  {
    title: 'Đại biểu',
    now: 'Đang diễn ra',
    nothing: 'Hội nghị chưa chuyển sang mục nào.',
    signatures: 'Chữ ký giao ước',
    signed: '{signed}/{parties} đơn vị đã ký',
    noConference: 'Tài khoản này không gắn với hội nghị nào.',
    desk: 'Bàn chủ tọa',
    hall: 'Màn hình hội trường',
  },
  {
    title: 'Delegate',
    now: 'On now',
    nothing: 'The conference has not begun an item yet.',
    signatures: 'Signatures of the pact',
    signed: '{signed}/{parties} members have signed',
    noConference: 'This account belongs to no conference.',
    desk: 'The chair’s desk',
    hall: 'Hall screen',
  },
);
