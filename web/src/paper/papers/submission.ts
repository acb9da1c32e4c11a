import { type Block, dots, heading, list, type Paper, table, text } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { longDate } from '../vietnamese';
import { blocWord, dayOf, forTheBloc, framed } from './frame';
import { type ProposalResult, proposalResults, sentOn } from './proposal-rows';

/** Tờ trình: asks whoever decides for the awards that the conference agreed to propose, one table an award. */
export function submission(record: ConferenceRecord): Paper {
  const proposals = sentOn(record);
  const results = proposalResults(record, proposals);
  const addressees = new Set(proposals.map(({ addressee }) => addressee?.vi ?? dots));
  return framed(record, 'submission', {
    title: 'Tờ trình',
    subject: 'Về việc đề nghị khen thưởng',
    blocks: [
      text(`Kính gửi: ${addressees.size > 0 ? [...addressees].join('; ') : dots}`),
      list([
        `Căn cứ Luật Thi đua, khen thưởng ${dots}`,
        `Căn cứ ${dots} hướng dẫn hoạt động của ${blocWord(record).toLocaleLowerCase('vi-VN')} thi đua`,
        `Căn cứ Biên bản ${record.name.vi}, ${longDate(dayOf(record), record.timeZone)}`,
      ]),
      text(`${record.bloc.name.vi} kính trình xem xét, khen thưởng ${proposals.length > 0 ? 'các đơn vị sau' : dots}:`),
      ...byAward(results),
      text(`Kèm theo: biên bản, danh sách đề nghị, báo cáo thành tích ${dots}`),
      text(`${record.bloc.name.vi} kính trình xem xét, quyết định./.`),
    ],
    signers: forTheBloc(record),
  });
}

function byAward(results: readonly ProposalResult[]): readonly Block[] {
  const awards = [...new Set(results.map(({ proposal }) => proposal.award.id))];
  return awards.flatMap((award, number) => {
    const own = results.filter(({ proposal }) => proposal.award.id === award);
    return [
      heading(`${number + 1}. ${own[0]?.proposal.award.name.vi ?? ''}`),
      table(
        [
          { head: 'TT', width: 8, figure: true },
          { head: 'Đơn vị', width: 40 },
          { head: 'Năm', width: 10, figure: true },
          { head: 'Số phiếu', width: 14, figure: true },
          { head: 'Tỷ lệ', width: 12, figure: true },
          { head: 'Ghi chú', width: 16 },
        ],
        own.map(({ proposal, votes, share, way }, index) => [
          String(index + 1),
          proposal.member.officialName.vi,
          String(proposal.year),
          votes,
          share,
          way === 'Nhất trí' ? 'Nhất trí, không kiểm phiếu' : '',
        ]),
      ),
    ];
  });
}
