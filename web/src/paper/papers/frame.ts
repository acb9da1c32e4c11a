import { dots, draftMark, isAdoptable, type Paper, type PaperKind, type Signer } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { longDate } from '../vietnamese';

/** Short form of a kind in numbers. Source: Decree 30/2020, annex III. Annexes have none. */
const numbered: Readonly<Record<PaperKind, string | null>> = {
  minutes: 'BB',
  counting: 'BB',
  submission: 'TTr',
  nominees: null,
  scores: null,
  pact: null,
  delegates: null,
};

const upper = (words: string): string => words.toLocaleUpperCase('vi-VN');

/** `Cụm` or `Khối`, as its units call it. */
export const blocWord = ({ bloc }: ConferenceRecord): string => (bloc.kind === 'CUM' ? 'Cụm' : 'Khối');

/** Day of the conference: the one of the record, else the one it was opened on. */
export const dayOf = ({ heldOn, openedAt }: ConferenceRecord): string | null => heldOn ?? openedAt ?? null;

/** What holds all papers of a conference: letterhead, place and date, mark and foot. */
export function framed(
  record: ConferenceRecord,
  kind: PaperKind,
  own: Pick<Paper, 'title' | 'subject' | 'blocks' | 'signers'>,
): Paper {
  const leader = record.leadership.find(({ role, year }) => role === 'LEADER' && year === record.closesYear);
  const short = numbered[kind];
  return {
    kind,
    above: leader ? upper(leader.member.officialName.vi) : null,
    issuer: upper(record.bloc.name.vi),
    number: short && `Số: ${dots}/${short}-${dots}`,
    placeAndDate: `${record.place?.vi ?? dots}, ${longDate(dayOf(record), record.timeZone)}`,
    mark: markOf(record, kind),
    foot: `${record.name.vi} · nhật ký đến mục ${record.sequence} · ${record.slug}`,
    ...own,
    title: upper(own.title),
  };
}

/** What is adopted as it reads is a draft until then; the rest until the conference is over. */
function markOf({ nature, state }: ConferenceRecord, kind: PaperKind): string | null {
  if (nature === 'REHEARSAL') return 'DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ';
  if (nature === 'RECORD') return 'LẬP LẠI THEO NGUỒN ĐÃ CÔNG BỐ';
  return state === 'CLOSED' && !isAdoptable(kind) ? null : draftMark;
}

/** Who signs minutes: the secretary at the left, the chair at the right. */
export const secretaryAndChair: readonly Signer[] = [
  { as: 'THƯ KÝ', note: '(Ký, ghi rõ họ tên)' },
  { as: 'CHỦ TRÌ', note: '(Ký, ghi rõ họ tên)' },
];

/** Who signs for the bloc: the unit that leads it. */
export const forTheBloc = (record: ConferenceRecord): readonly Signer[] => [
  { as: `TM. ${upper(blocWord(record))}`, note: `${upper(blocWord(record))} TRƯỞNG` },
];
