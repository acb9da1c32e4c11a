import { defineWords } from '../words/define-words';

export const checkWords = defineWords(
  {
    title: 'Kiểm tra văn bản',
    about:
      'Văn bản lập từ sổ ghi của hội nghị có mã QR ở cuối. Quét mã bằng điện thoại để mở trang này, hoặc chọn tệp Word đã tải. Tệp được đọc ngay trên máy của bạn, không gửi đi đâu.',
    file: 'Chọn tệp Word (.docx)',
    code: 'Hoặc dán địa chỉ trong mã QR',
    codeFault: 'Đây không phải địa chỉ hay mã của một văn bản.',
    fileFault: 'Không đọc được tệp này. Hãy chọn tệp .docx tải từ trang văn bản của hội nghị.',
    fileUnknown: 'Tệp này không mang mã của văn bản nào. Hãy chọn tệp tải từ trang văn bản của hội nghị.',
    checking: 'Đang so với sổ ghi…',
    same: 'KHỚP: văn bản này lập từ sổ ghi, đến mục {sequence} của nhật ký, và nội dung trong sổ ghi vẫn như vậy. So từng dòng trên giấy với bản dưới đây: ai sửa số trên giấy thì giấy khác bản này.',
    since:
      'Sổ ghi đã có thêm sau khi lập văn bản: văn bản lập đến mục {sequence} của nhật ký, nay đã đến mục {now}. Nội dung hiện nay ở bản dưới đây.',
    differs: 'KHÔNG KHỚP: sổ ghi của hội nghị không có văn bản nào mang mã này.',
    none: 'Sổ ghi của hội nghị không có văn bản loại này.',
    fileSame: 'Mọi dòng của tệp đúng như sổ ghi. Chỗ để dấu chấm có thể đã được điền tay.',
    fileDiffers: 'TỆP KHÁC SỔ GHI: {count} dòng.',
    missing: 'Sổ ghi có, tệp không có',
    added: 'Tệp có, sổ ghi không có',
    record: 'Bản theo sổ ghi',
    digits: 'Mã: {digits}',
  },
  {
    title: 'Check a paper',
    about:
      'A paper made from the record of a conference has a QR code at its end. Scan it with a phone to open this page, or choose the file for Word. The file is read on your own machine and sent nowhere.',
    file: 'Choose a file of Word (.docx)',
    code: 'Or paste the address in the QR code',
    codeFault: 'This is no address or code of a paper.',
    fileFault: 'This file cannot be read. Choose a .docx that was downloaded from the papers of a conference.',
    fileUnknown: 'This file has the code of no paper. Choose one that was downloaded from the papers of a conference.',
    checking: 'Comparing with the record…',
    same: 'THE SAME: this paper was made from the record, up to entry {sequence} of the log, and the record still says so. Compare each line of the paper with the one below: where somebody changed a figure on paper, it differs.',
    since:
      'The record has gone on since the paper was made: that was at entry {sequence} of the log, which is at {now} now. What it says now stands below.',
    differs: 'NOT THE SAME: the record of the conference has no paper of this code.',
    none: 'The record of the conference has no paper of this kind.',
    fileSame: 'Every line of the file is as in the record. Dots may have been filled in by hand.',
    fileDiffers: 'THE FILE DIFFERS FROM THE RECORD: {count} {count|line|lines}.',
    missing: 'In the record, not in the file',
    added: 'In the file, not in the record',
    record: 'As the record says',
    digits: 'Code: {digits}',
  },
);
