import { defineWords } from '../words/define-words';

export const adoptWords = defineWords(
  {
    adopted: 'Đã thông qua lúc {when}. Văn bản giữ nguyên từ đó. Mã: {digits}.',
    adoptedAs: 'Đã thông qua lúc {when}, số {number}. Văn bản giữ nguyên từ đó. Mã: {digits}.',
    signed: 'Bản đã ký, đóng dấu: tệp có mã {digits}.',
    notSigned: 'Chưa ghi bản đã ký, đóng dấu.',
    adopt: 'Thông qua văn bản này',
    adoptAgain: 'Thông qua lại',
    adoptTitle: 'Thông qua văn bản',
    adoptMeans:
      'Nội dung được giữ nguyên như đang hiện, mã của nó ghi vào nhật ký; dữ liệu sửa về sau không làm nó đổi. Bản thông qua trước vẫn còn trong nhật ký.',
    adoptDo: 'Thông qua',
    number: 'Số, ký hiệu (nếu đã có), ví dụ 12/BB-CTĐ',
    datedOn: 'Ngày ghi trên văn bản',
    reason: 'Vì sao thông qua lại',
    done: 'Đã thông qua văn bản.',
    sign: 'Ghi bản đã ký, đóng dấu',
    signTitle: 'Bản đã ký, đóng dấu',
    signMeans:
      'Chọn tệp quét hoặc tệp PDF đã ký số. Mã của tệp được tính trên máy này và ghi vào nhật ký; tệp không gửi đi, cơ quan tự lưu.',
    signDo: 'Ghi vào nhật ký',
    signDone: 'Đã ghi bản đã ký.',
    file: 'Tệp đã ký, đóng dấu',
  },
  {
    adopted: 'Adopted at {when}. The paper reads so from then on. Code: {digits}.',
    adoptedAs: 'Adopted at {when}, number {number}. The paper reads so from then on. Code: {digits}.',
    signed: 'With signature and stamp: the file with the code {digits}.',
    notSigned: 'No file with signature and stamp is recorded yet.',
    adopt: 'Adopt this paper',
    adoptAgain: 'Adopt again',
    adoptTitle: 'Adopt the paper',
    adoptMeans:
      'It is kept as it reads now, with its code in the log; what is corrected later does not change it. One adopted before stays in the log.',
    adoptDo: 'Adopt',
    number: 'Number, if there is one, such as 12/BB-CTĐ',
    datedOn: 'Date it bears',
    reason: 'Why it is adopted again',
    done: 'The paper was adopted.',
    sign: 'Record the signed file',
    signTitle: 'With signature and stamp',
    signMeans:
      'Choose the scan or the signed PDF. Its code is computed on this machine and written to the log; the file is not sent, the office keeps it.',
    signDo: 'Write to the log',
    signDone: 'The signed file was recorded.',
    file: 'File with signature and stamp',
  },
);
