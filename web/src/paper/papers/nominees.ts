import { type Paper, table, text } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { forTheBloc, framed } from './frame';
import { proposalResults, sentOn } from './proposal-rows';

/** Danh sách đề nghị khen thưởng: the annex of a submission. */
export function nomineeList(record: ConferenceRecord): Paper {
  const results = proposalResults(record, sentOn(record));
  return framed(record, 'nominees', {
    title: 'Danh sách',
    subject: `Đề nghị khen thưởng tại ${record.name.vi}`,
    blocks:
      results.length === 0
        ? [text('Hội nghị không đề nghị khen thưởng đơn vị nào.')]
        : [
            table(
              [
                { head: 'TT', width: 7, figure: true },
                { head: 'Tên đơn vị', width: 24 },
                { head: 'Danh hiệu, hình thức đề nghị', width: 22 },
                { head: 'Tóm tắt thành tích', width: 25 },
                { head: 'Tỷ lệ phiếu', width: 11, figure: true },
                { head: 'Ghi chú', width: 11 },
              ],
              results.map(({ proposal, share, way }, index) => [
                String(index + 1),
                proposal.member.officialName.vi,
                `${proposal.award.name.vi} (năm ${proposal.year})`,
                proposal.reason?.vi ?? '',
                share,
                way === 'Nhất trí' ? 'Nhất trí' : '',
              ]),
            ),
          ],
    signers: forTheBloc(record),
  });
}
