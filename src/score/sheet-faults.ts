import { cellFaults, type Fault, fault } from '../spreadsheet/problem';
import type { Measure } from './table';

/** Letters of evidence. */
export const longestNote = 2000;

/** A decimal as offices write it. */
const written = (number: string): string => number.replace('.', ',');

/** Everything a row of a score sheet can be refused for. */
export const sheetFaults = {
  noKey: fault(
    'Thiếu mã dòng nên không biết là tiêu chí nào.',
    'The key is missing, so the criterion is not known.',
    'Dùng tệp tải từ trang này và không sửa cột “Mã dòng”.',
    'Use the file that this page makes, with its column “Mã dòng” as it is.',
  ),
  unknownKey: fault(
    'Bảng điểm của năm không có mã dòng này.',
    'The score table of the year has no such key.',
    'Tải lại tệp phiếu điểm của đơn vị; không sửa cột “Mã dòng”.',
    'Download the score sheet of the member again, and leave the column “Mã dòng” as it is.',
  ),
  twice: (row: number): Fault =>
    fault(
      `Tiêu chí này đã có ở dòng ${row}.`,
      `Row ${row} is about the same criterion.`,
      'Xóa nội dung của một trong hai dòng.',
      'Empty one of the two rows.',
    ),
  group: fault(
    'Đây là dòng tên nhóm, không chấm điểm.',
    'This row is the heading of a group, which is not scored.',
    'Xóa nội dung ở ô này, ghi vào các tiêu chí bên dưới.',
    'Empty the cell and write into the criteria below it.',
  ),
  ...cellFaults,
  tooLong: fault(
    `Nội dung dài quá ${longestNote} ký tự.`,
    `The text is longer than ${longestNote} characters.`,
    'Viết ngắn lại.',
    'Shorten it.',
  ),
  tick: fault(
    'Không rõ là có hay không.',
    'It is neither yes nor no.',
    'Ghi “x” nếu đơn vị không được giao tiêu chí này, nếu không thì để trống.',
    'Write “x” where the member was not given this to do, else leave it empty.',
  ),
  both: fault(
    'Vừa ghi không giao vừa ghi kết quả.',
    'It says not assigned, and gives a result.',
    'Xóa một trong hai.',
    'Empty one of the two.',
  ),
  asideExtra: fault(
    'Điểm thưởng, điểm trừ không có “không giao”.',
    'Bonuses and penalties are not assigned.',
    'Để trống ô này.',
    'Leave the cell empty.',
  ),
  noResult: fault(
    'Có chỉ tiêu nhưng thiếu kết quả.',
    'There is a target and no result.',
    'Ghi kết quả đạt được.',
    'Write the figure reached.',
  ),
  noTarget: fault(
    'Tiêu chí này không có chỉ tiêu.',
    'This criterion has no target.',
    'Để trống ô chỉ tiêu.',
    'Leave the cell of the target empty.',
  ),
  targetOfAll: (target: string): Fault =>
    fault(
      `Chỉ tiêu chung của các đơn vị là ${written(target)}.`,
      `The target of all members is ${target}.`,
      'Để trống ô chỉ tiêu.',
      'Leave the cell of the target empty.',
    ),
  number: fault(
    'Không đọc được số.',
    'This is no number.',
    'Ghi số như 9,5 hoặc 1.234,5; nhiều nhất 6 chữ số thập phân.',
    'Write it like 9,5 or 1.234,5, with 6 decimals at most.',
  ),
  twoWays: fault(
    'Không rõ là một nghìn hay một đơn vị.',
    'It may be a thousand or one.',
    'Ghi như 1000 hoặc 1,0.',
    'Write 1000 or 1,0.',
  ),
  passed: fault(
    'Không rõ là đạt hay không đạt.',
    'It is neither passed nor not passed.',
    'Ghi “Đạt” hoặc “Không đạt”.',
    'Write “Đạt” (passed) or “Không đạt” (not passed).',
  ),
  times: fault(
    'Số lần không đúng.',
    'This is not how often something happened.',
    'Ghi số nguyên từ 0 đến 1000.',
    'Write a whole number from 0 to 1000.',
  ),
  extra: fault(
    'Không đúng cách ghi điểm thưởng, điểm trừ.',
    'A bonus or penalty is not entered so.',
    'Ghi như cột “Cần ghi”: số lần, “Có” hoặc “Không”, hoặc mỗi lần một số cách nhau dấu chấm phẩy.',
    'Write what the column “Cần ghi” asks for: how often, “Có” (yes) or “Không” (no), or figures with semicolons.',
  ),
  points: (max: string, decimals: number): Fault =>
    fault(
      `Điểm phải từ 0 đến ${written(max)}, nhiều nhất ${decimals} chữ số thập phân.`,
      `Points are from 0 to ${max}, with ${decimals} decimals at most.`,
      'Sửa lại điểm.',
      'Correct the points.',
    ),
  grade: (grades: readonly string[]): Fault =>
    fault(
      'Không có mức xếp loại này.',
      'There is no such grade.',
      `Ghi một trong: ${grades.join(', ')}.`,
      `Write one of: ${grades.join(', ')}.`,
    ),
  range: ({ least, most, unit }: Measure): Fault =>
    fault(
      `Số phải từ ${least === null ? 'bất kỳ' : written(least)} đến ${most === null ? 'bất kỳ' : written(most)} (${unit.vi}).`,
      `Figures are from ${least ?? 'any'} to ${most ?? 'any'} (${unit.vi}).`,
      'Kiểm tra đơn vị tính rồi sửa lại.',
      'Look at the unit and correct it.',
    ),
} as const;
