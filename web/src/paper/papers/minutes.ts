import { type Block, dots, heading, list, type Paper, table, text } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { clockTime, longDate, shortMoment, whole } from '../vietnamese';
import { blocWord, dayOf, framed, secretaryAndChair } from './frame';
import { proposalResults } from './proposal-rows';
import { finished, outcomeText, wayOf } from './votes';

/** Biên bản hội nghị, họp bình xét: who was there, what was done in order, what was decided by which votes. */
export function conferenceMinutes(record: ConferenceRecord): Paper {
  return framed(record, 'minutes', {
    title: 'Biên bản',
    subject: record.name.vi,
    blocks: [
      text(
        `Vào hồi ${clockTime(record.openedAt, record.timeZone)}, ${longDate(dayOf(record), record.timeZone)}, tại ${record.place?.vi ?? dots}, ${record.bloc.name.vi} tổ chức ${record.name.vi}.`,
      ),
      heading('I. THÀNH PHẦN'),
      list([
        `Chủ trì: Ông (bà) ${dots}, ${blocWord(record)} trưởng.`,
        `Thư ký: Ông (bà) ${dots}.`,
        ...presenceLines(record),
      ]),
      heading('II. NỘI DUNG'),
      ...agendaBlocks(record),
      heading('III. KẾT QUẢ'),
      ...resultBlocks(record),
      heading('IV. KẾT LUẬN'),
      ...conclusionBlocks(record),
      text(
        `Hội nghị kết thúc vào hồi ${clockTime(record.closedAt, record.timeZone)} cùng ngày. Biên bản được thông qua và lập thành ${dots} bản./.`,
      ),
    ],
    signers: secretaryAndChair,
  });
}

/** Who came; of a conference that was only reported on, nobody counted the hall here. */
function presenceLines({ attendance, nature, delegates }: ConferenceRecord): readonly string[] {
  if (nature === 'RECORD') {
    const named = delegates.filter(({ attended }) => attended === true).length;
    return [`Đại biểu được nguồn nêu tên: ${whole(named)}. Số đại biểu có mặt: ${dots}.`];
  }
  const { members, membersPresent, present } = attendance;
  return [
    `Số đơn vị thành viên: ${whole(members)}; có đại diện dự: ${whole(membersPresent)}.`,
    `Số đại biểu có mặt: ${whole(present)} (danh sách kèm theo). Vắng mặt, lý do: ${dots}.`,
  ];
}

function agendaBlocks({ agenda, timeZone }: ConferenceRecord): readonly Block[] {
  if (agenda.length === 0) return [text(`Chương trình không được ghi trong hồ sơ. ${dots}`)];
  return [
    list(
      agenda.map(({ title, startedAt }) =>
        startedAt ? `${title.vi} (${shortMoment(startedAt, timeZone)})` : title.vi,
      ),
    ),
  ];
}

function resultBlocks(record: ConferenceRecord): readonly Block[] {
  const rows = proposalResults(record, record.proposals);
  const about = new Set(record.proposals.flatMap(({ poll }) => (poll ? [poll.id] : [])));
  const others = finished(record.polls).filter(({ id }) => !about.has(id));
  const blocks: Block[] = [];
  if (rows.length > 0) {
    blocks.push(
      text('1. Bình xét, đề nghị khen thưởng'),
      table(
        [
          { head: 'TT', width: 7, figure: true },
          { head: 'Đơn vị', width: 25 },
          { head: 'Danh hiệu, hình thức', width: 24 },
          { head: 'Số phiếu', width: 12, figure: true },
          { head: 'Tỷ lệ', width: 11, figure: true },
          { head: 'Kết quả', width: 21 },
        ],
        rows.map(({ proposal, way, votes, share, standing }, index) => [
          String(index + 1),
          proposal.member.officialName.vi,
          `${proposal.award.name.vi} (năm ${proposal.year})`,
          votes,
          share,
          way === 'Nhất trí' ? `${standing} (nhất trí, không kiểm phiếu)` : standing,
        ]),
      ),
    );
  }
  if (others.length > 0) {
    blocks.push(
      text('2. Các nội dung biểu quyết khác'),
      list(others.map((poll) => `${poll.question.vi} (${wayOf(poll)}): ${outcomeText(poll)}.`)),
    );
  }
  return blocks.length > 0 ? blocks : [text('Không có nội dung biểu quyết.')];
}

function conclusionBlocks(record: ConferenceRecord): readonly Block[] {
  const lines = record.resolutions.map(({ text: words, method }) =>
    method === 'CONSENSUS' ? `${words.vi} (nhất trí)` : words.vi,
  );
  for (const { role, year, member } of record.leadership) {
    if (year === record.closesYear) continue;
    lines.push(`${member.officialName.vi}: ${blocWord(record)} ${role === 'LEADER' ? 'trưởng' : 'phó'} năm ${year}.`);
  }
  const { pact } = record;
  if (pact && pact.board.parties > 0) {
    lines.push(`${pact.title.vi}: ${whole(pact.board.signed)}/${whole(pact.board.parties)} đơn vị đã ký.`);
  }
  lines.push(...record.keyTasks.map(({ text: words }) => words.vi));
  return lines.length > 0 ? [list(lines)] : [text(dots)];
}
