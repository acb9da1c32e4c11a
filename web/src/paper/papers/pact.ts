import { type Block, heading, list, type Paper, table, text } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { longDate, shortMoment } from '../vietnamese';
import { framed } from './frame';

type Pact = NonNullable<ConferenceRecord['pact']>;

const methods = {
  SESSION: 'Ký điện tử',
  PAPER: 'Ký trên giấy',
  RECORDED: 'Theo nguồn',
} as const;

/** Giao ước thi đua with its articles, targets and signatures; null where the conference has none. */
export function pactPaper(record: ConferenceRecord): Paper | null {
  const { pact } = record;
  if (!pact) return null;
  return framed(record, 'pact', {
    title: 'Giao ước thi đua',
    subject: pact.title.vi,
    blocks: [
      ...(pact.preamble ? [text(pact.preamble.vi)] : []),
      ...pact.articles.flatMap(({ heading: head, text: words }) => [
        ...(head ? [heading(head.vi)] : []),
        ...words.vi.split('\n').filter(Boolean).map(text),
      ]),
      ...targetBlocks(pact),
      ...signatureBlocks(pact, record.timeZone),
    ],
    signers: [],
  });
}

const targetBlocks = ({ targets }: Pact): readonly Block[] =>
  targets.length === 0
    ? []
    : [
        heading('Chỉ tiêu'),
        list(
          targets.map(
            ({ indicator, raw, unit, member }) =>
              `${indicator.name.vi}: ${raw}${unit ? ` ${unit}` : ''}${member ? ` (${member.shortName.vi})` : ''}`,
          ),
        ),
      ];

function signatureBlocks({ board, inForceAt, textHash }: Pact, timeZone: string): readonly Block[] {
  return [
    heading('Chữ ký của các đơn vị'),
    table(
      [
        { head: 'TT', width: 8, figure: true },
        { head: 'Đơn vị', width: 34 },
        { head: 'Người ký', width: 26 },
        { head: 'Thời điểm', width: 18 },
        { head: 'Cách ký', width: 14 },
      ],
      board.slots.map(({ officialName, signature }, index) => [
        String(index + 1),
        officialName.vi,
        signature?.signerName?.vi ?? '',
        signature?.signedAt ? shortMoment(signature.signedAt, timeZone) : '',
        signature ? methods[signature.method] : 'Chưa ký',
      ]),
    ),
    ...(inForceAt ? [text(`Giao ước có hiệu lực từ ${longDate(inForceAt, timeZone)}.`)] : []),
    ...(textHash ? [text(`Mã băm SHA-256 của văn bản đã ký: ${textHash}`)] : []),
  ];
}
