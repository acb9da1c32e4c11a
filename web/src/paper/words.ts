import { defineWords } from '../words/define-words';

export const paperWords = defineWords(
  {
    title: 'Văn bản của hội nghị',
    about:
      'Lập từ dữ liệu và nhật ký của hội nghị, trình bày theo Nghị định 30/2020. Chỗ chưa có trong dữ liệu để dấu chấm, điền tay sau khi in hoặc sửa trong Word.',
    minutes: 'Biên bản hội nghị',
    counting: 'Biên bản kiểm phiếu',
    submission: 'Tờ trình đề nghị khen thưởng',
    nominees: 'Danh sách đề nghị khen thưởng',
    pact: 'Giao ước thi đua và chữ ký',
    delegates: 'Danh sách đại biểu, điểm danh',
    print: 'In ra A4',
    word: 'Tải tệp Word',
    making: 'Đang tạo tệp…',
    failed: 'Không tạo được tệp. Hãy tải lại trang rồi thử lại.',
    all: 'Các văn bản khác',
    conference: 'Về hội nghị',
    notFound: 'Không có hội nghị này, hoặc bạn chưa đăng nhập để xem.',
    noPact: 'Hội nghị này không có giao ước.',
    check: 'Kiểm tra một văn bản đã in hoặc đã tải',
  },
  {
    title: 'Papers of the conference',
    about:
      'Made from the data and log of the conference, in the layout of Decree 30/2020. What the data does not hold is left as dots, to be filled in by hand or in Word. Papers are in Vietnamese, as they are signed and filed.',
    minutes: 'Minutes of the conference',
    counting: 'Minutes of the counting',
    submission: 'Submission for awards',
    nominees: 'List of those proposed for awards',
    pact: 'The pact and its signatures',
    delegates: 'List of delegates, for roll call',
    print: 'Print on A4',
    word: 'Download for Word',
    making: 'Making the file…',
    failed: 'The file could not be made. Load this page again and retry.',
    all: 'The other papers',
    conference: 'To the conference',
    notFound: 'There is no such conference, or you are not signed in to see it.',
    noPact: 'This conference has no pact.',
    check: 'Check a paper that was printed or downloaded',
  },
);
