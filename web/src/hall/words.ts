import { defineWords } from '../words/define-words';

export const hallWords = defineWords(
  {
    title: 'Hội trường',
    choose: 'Nhiều hội nghị đang họp. Màn hình này chiếu hội nghị nào?',
    noConference: 'Chưa có hội nghị nào.',
    notFound: 'Không tìm thấy hội nghị này.',
    notFoundHint: 'Kiểm tra lại địa chỉ, hoặc hỏi bàn thư ký.',
    maybePrivate: 'Hội nghị không công khai chỉ hiện sau khi đăng nhập.',
  },
  {
    title: 'Hall',
    choose: 'Several conferences are in session. Which one does this screen show?',
    noConference: 'There is no conference yet.',
    notFound: 'There is no such conference.',
    notFoundHint: 'Check the address, or ask the desk.',
    maybePrivate: 'A conference that is not public is shown after signing in.',
  },
);
