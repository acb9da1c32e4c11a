import { type Fault, fault, problemAt, type SheetProblem } from './problem';
import { most, type Unreadable } from './sheet';

const saveAs = [
  'Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)”, rồi tải tệp mới lên.',
  'Open it in Excel, choose Save As, the type “Excel Workbook (*.xlsx)”, and upload the new file.',
] as const;
const utf8 = [
  'Trong Excel chọn Lưu thành (Save As), kiểu “CSV UTF-8”, hoặc tốt hơn là “Excel Workbook (*.xlsx)”.',
  'In Excel choose Save As, the type “CSV UTF-8”, or better “Excel Workbook (*.xlsx)”.',
] as const;
const copyOut = [
  'Chép riêng bảng danh sách sang một tệp Excel mới, không kèm ảnh hay trang khác, rồi tải tệp đó lên.',
  'Copy the list alone into a new Excel file, without pictures and other sheets, and upload that.',
] as const;
const split = ['Chia danh sách thành nhiều tệp.', 'Split the list into several files.'] as const;
const megabytes = most.bytes / 1024 / 1024;

/** What is said of each file that cannot be read. */
const faults: Readonly<Record<Unreadable, Fault>> = {
  EMPTY: fault(
    'Tệp không có nội dung.',
    'The file is empty.',
    'Chọn đúng tệp danh sách, hoặc chép lại bảng.',
    'Choose the file with the list, or copy the table again.',
  ),
  OLD_OR_LOCKED: fault(
    'Đây là tệp Excel kiểu cũ (.xls), hoặc tệp có mật khẩu.',
    'The file is of the old kind of Excel (.xls), or under a password.',
    `${saveAs[0]} Nếu tệp có mật khẩu thì bỏ mật khẩu trước khi lưu.`,
    `${saveAs[1]} Take a password off before saving.`,
  ),
  WEB_PAGE: fault(
    'Đây là trang web (HTML) mang đuôi Excel.',
    'The file is a web page (HTML) under another name.',
    ...saveAs,
  ),
  NO_SPREADSHEET: fault(
    'Đây không phải tệp bảng tính, mà có thể là tệp Word, PDF, ảnh hoặc tệp nén.',
    'The file is no spreadsheet: it may be of Word, a PDF, a picture or an archive.',
    'Chọn tệp Excel (.xlsx) hoặc CSV; bảng trong Word thì chép sang Excel.',
    'Choose a file of Excel (.xlsx) or CSV; copy a table of Word into Excel.',
  ),
  OPEN_DOCUMENT: fault('Đây là tệp OpenDocument (.ods).', 'The file is an OpenDocument spreadsheet (.ods).', ...saveAs),
  BINARY: fault('Đây là tệp Excel nhị phân (.xlsb).', 'The file is a binary workbook (.xlsb).', ...saveAs),
  LOCKED: fault(
    'Tệp có mật khẩu.',
    'The file is under a password.',
    'Bỏ mật khẩu rồi lưu lại.',
    'Take the password off and save it again.',
  ),
  DAMAGED: fault('Tệp bị hỏng hoặc không trọn vẹn.', 'The file is damaged or not whole.', ...saveAs),
  STRANGE_PATH: fault(
    'Bên trong tệp có đường dẫn lạ mà Excel không bao giờ ghi.',
    'Within the file are paths that Excel never writes.',
    'Không dùng tệp này; xin lại tệp từ người gửi, hoặc chép bảng sang một tệp mới.',
    'Do not use it: ask its sender for another one, or copy the table into a new file.',
  ),
  TOO_LARGE: fault(`Tệp lớn hơn ${megabytes} MB.`, `The file is larger than ${megabytes} MB.`, ...copyOut),
  UNPACKS_TOO_LARGE: fault('Nội dung của tệp quá lớn khi giải nén.', 'What the file holds is too large.', ...copyOut),
  TOO_MANY_ROWS: fault(
    `Bảng có hơn ${most.rows} dòng hoặc ${most.cells} ô.`,
    `The table has more than ${most.rows} rows or ${most.cells} cells.`,
    ...split,
  ),
  TOO_MANY_COLUMNS: fault(
    `Bảng có hơn ${most.columns} cột.`,
    `The table has more than ${most.columns} columns.`,
    'Xóa các cột không dùng ở bên phải bảng.',
    'Delete the columns to its right that are not used.',
  ),
  UTF_16: fault('Tệp văn bản dùng bảng mã UTF-16, không phải UTF-8.', 'The text is in UTF-16, not UTF-8.', ...utf8),
  NOT_UTF_8: fault(
    'Tệp văn bản không dùng bảng mã UTF-8, nên chữ Việt sẽ bị sai.',
    'The text is not in UTF-8, so that Vietnamese letters would be wrong.',
    ...utf8,
  ),
  OPEN_QUOTE: fault(
    'Dấu ngoặc kép mở ở dòng này không được đóng.',
    'A quote is opened in this row and never closed.',
    'Đóng ngoặc kép, hoặc lưu lại tệp bằng Excel.',
    'Close the quote, or save the file again in Excel.',
  ),
  TOO_SLOW: fault('Đọc tệp mất quá nhiều thời gian.', 'The file takes too long to read.', ...copyOut),
  TOO_MUCH_MEMORY: fault('Đọc tệp cần quá nhiều bộ nhớ.', 'The file takes too much memory to read.', ...copyOut),
};

/** Why a file cannot be read, as it is shown. */
export const fileFault = (why: Unreadable, row: number | null): SheetProblem =>
  problemAt(row === null ? '' : String(row), null, faults[why]);
