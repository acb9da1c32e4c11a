import { type Block, dots, heading, list, type Paper, table, text } from '../paper';
import type { ConferenceRecord, RecordedPoll } from '../read-record';
import { clockTime, longDate, whole } from '../vietnamese';
import { dayOf, framed } from './frame';
import { baseText, finished, isCounted, outcomeText, shareText, thresholdText, votesText, wayOf } from './votes';

/** Biên bản kiểm phiếu: each poll that is over with its counts, as the log has them. */
export function countingMinutes(record: ConferenceRecord): Paper {
  const polls = finished(record.polls);
  return framed(record, 'counting', {
    title: 'Biên bản',
    subject: `Kiểm phiếu tại ${record.name.vi}`,
    blocks: [
      text(
        `Vào hồi ${clockTime(record.openedAt, record.timeZone)}, ${longDate(dayOf(record), record.timeZone)}, tại ${record.place?.vi ?? dots}, ${record.name.vi} đã biểu quyết và kiểm phiếu như sau.`,
      ),
      heading('I. TỔ KIỂM PHIẾU'),
      list([`Ông (bà) ${dots}, Tổ trưởng`, `Ông (bà) ${dots}, Tổ viên`, `Ông (bà) ${dots}, Tổ viên`]),
      heading('II. KẾT QUẢ KIỂM PHIẾU'),
      ...(polls.length > 0
        ? polls.flatMap(pollBlocks)
        : [text('Không có cuộc biểu quyết nào được ghi lại bằng số phiếu.')]),
      text(
        `Biên bản được thông qua vào hồi ${clockTime(null, record.timeZone)}, ${longDate(null, record.timeZone)}./.`,
      ),
    ],
    signers: [
      { as: 'TỔ KIỂM PHIẾU', note: '(Ký, ghi rõ họ tên)' },
      { as: 'ĐOÀN CHỦ TỊCH', note: '(Ký, ghi rõ họ tên)' },
    ],
  });
}

function pollBlocks(poll: RecordedPoll): readonly Block[] {
  return [
    text(`${poll.ordinal}. ${poll.question.vi}`),
    list([`Hình thức: ${wayOf(poll)}.`, ...(isCounted(poll) ? countLines(poll) : [])]),
    ...(isCounted(poll) && poll.state === 'CLOSED' ? [optionTable(poll)] : []),
    text(`Kết quả: ${outcomeText(poll)}.`),
  ];
}

function countLines(poll: RecordedPoll): readonly string[] {
  const { electors, present, cast, blank, invalid, onPaper, byHand } = poll.tally;
  const who = poll.rule.electorate === 'MEMBERS' ? 'đơn vị' : 'đại biểu';
  const lines = [
    `Số ${who} có quyền biểu quyết: ${whole(electors)}; có mặt khi mở: ${whole(present)}.`,
    `Số phiếu đã bỏ: ${whole(cast)}${invalid == null ? '' : `; hợp lệ: ${whole(cast - invalid)}; không hợp lệ: ${whole(invalid)}`}${blank ? `; phiếu trắng: ${whole(blank)}` : ''}.`,
  ];
  if (onPaper > 0) lines.push(`Trong đó phiếu giấy: ${whole(onPaper)}.`);
  if (byHand > 0) lines.push(`Trong đó bàn thư ký nhập tay, có người thứ hai xác nhận: ${whole(byHand)}.`);
  lines.push(`Điều kiện: ${thresholdText(poll)} ${baseText(poll)}.`);
  return lines;
}

const optionTable = (poll: RecordedPoll): Block =>
  table(
    [
      { head: 'TT', width: 8, figure: true },
      { head: 'Phương án', width: 46 },
      { head: 'Số phiếu', width: 16, figure: true },
      { head: 'Tỷ lệ', width: 14, figure: true },
      { head: 'Ghi chú', width: 16 },
    ],
    poll.tally.options.map((line, index) => [
      String(index + 1),
      line.option.label.vi,
      votesText(line),
      shareText(poll, line),
      poll.kind === 'CHOOSE' && line.won ? 'Được chọn' : '',
    ]),
  );
