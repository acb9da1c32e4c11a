import { evaluatedYear } from '../../conference/evaluated-year';
import { type Paper, table, text } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { decimal } from '../vietnamese';
import { blocWord, forTheBloc, framed } from './frame';

/** Bảng tổng hợp điểm thi đua: totals and ranks of the members, once they are released; null before. */
export function scoreSummary(record: ConferenceRecord): Paper | null {
  const { scores } = record;
  const year = evaluatedYear(record);
  if (!scores || year === null) return null;
  const { title, scale, version } = scores.table;
  const ranked = scores.members.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return framed(record, 'scores', {
    title: 'Bảng tổng hợp điểm thi đua',
    subject: `Năm ${year} của các đơn vị thuộc ${record.bloc.name.vi}`,
    blocks: [
      text(
        `Chấm theo ${title.vi} (bản ${version})${scale == null ? '' : `, thang ${decimal(scale)} điểm`}; ${blocWord(record).toLowerCase()} có ${ranked.length} đơn vị.`,
      ),
      table(
        [
          { head: 'TT', width: 8, figure: true },
          { head: 'Tên đơn vị', width: 48 },
          { head: 'Tổng điểm', width: 16, figure: true },
          { head: 'Xếp thứ', width: 12, figure: true },
          { head: 'Ghi chú', width: 16 },
        ],
        ranked.map(({ member, total, rank }, index) => [
          String(index + 1),
          member.officialName.vi,
          total == null ? '' : signed(total),
          rank == null ? '' : String(rank),
          ranked.filter((other) => other.rank === rank).length > 1 ? 'Bằng điểm' : '',
        ]),
      ),
    ],
    signers: forTheBloc(record),
  });
}

/** Penalties may take a total below 0. */
const signed = (value: string): string => (value.startsWith('-') ? `−${decimal(value.slice(1))}` : decimal(value));
