import { type Paper, table } from '../paper';
import type { ConferenceRecord, RecordedDelegate } from '../read-record';
import { framed, secretaryAndChair } from './frame';

/** Danh sách đại biểu, điểm danh: who is on the list, who was there, and a place to sign. */
export function delegateList(record: ConferenceRecord): Paper {
  return framed(record, 'delegates', {
    title: 'Danh sách',
    subject: `Đại biểu dự ${record.name.vi}`,
    blocks: [
      table(
        [
          { head: 'TT', width: 7, figure: true },
          { head: 'Họ và tên', width: 26 },
          { head: 'Chức vụ', width: 27 },
          { head: 'Đơn vị', width: 18 },
          { head: 'Có mặt', width: 10 },
          { head: 'Ký', width: 12 },
        ],
        record.delegates
          .filter(({ withdrawnAt }) => !withdrawnAt)
          .map((delegate, index) => [
            String(index + 1),
            delegate.name.vi,
            delegate.posts.map(({ title }) => title.vi).join('; '),
            delegate.member?.shortName.vi ?? '',
            presenceOf(record, delegate),
            '',
          ]),
      ),
    ],
    signers: secretaryAndChair,
  });
}

/**
 * Known after the conference only; before, the list is for marking by hand. Who is not known to have been there is left
 * blank: a source that does not name somebody does not say that he was away.
 */
function presenceOf({ state }: ConferenceRecord, { attended, present }: RecordedDelegate): string {
  if (state !== 'CLOSED') return '';
  if (attended === false) return 'Vắng';
  return attended || present ? 'Có' : '';
}
