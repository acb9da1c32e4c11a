import { defineWords } from '../../words/define-words';

export const shareWords = defineWords(
  {
    share: 'Trích dẫn, đường dẫn cố định, nhúng vào trang khác',
    citation: 'Trích dẫn',
    cited: '{title}. Giao Ước, {address}, theo nhật ký hội nghị đến dòng {sequence}, truy cập ngày {date}.',
    lasting: 'Đường dẫn cố định',
    lastingHint:
      'Mở đường dẫn này, trang tự đối chiếu dòng {sequence} của nhật ký với lúc trích dẫn và báo nếu nội dung đã khác.',
    embed: 'Mã nhúng',
    data: 'Tải dữ liệu hội nghị (JSON)',
    copy: 'Sao chép',
    copied: 'Đã sao chép.',
    notCopied: 'Trình duyệt không cho sao chép; hãy bôi đen rồi chép.',
  },
  {
    share: 'Cite, permanent link, embed',
    citation: 'Citation',
    cited: '{title}. Giao Ước, {address}, by the log of the conference up to entry {sequence}, seen on {date}.',
    lasting: 'Permanent link',
    lastingHint:
      'Opened later, the page compares entry {sequence} of the log with what it was when cited, and says so if it has changed.',
    embed: 'To embed',
    data: 'The data of the conference (JSON)',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser does not allow copying; please mark the text and copy it.',
  },
);
