import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IBorderOptions,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Block, type Column, motto, nation, type Paper } from './paper';
import { codeProperty } from './read-docx';
import { codeOf, type Seal, scanMeans, sealedFoot } from './seal';

/** Twentieths of a point in a millimetre. */
const twipsPerMm = 56.7;
const mm = (value: number): number => Math.round(value * twipsPerMm);

/** Half points, as the format counts letters. */
const size = { small: 22, table: 24, body: 26, subject: 28 } as const;

/** Margins of Decree 30/2020, annex I: left 30 to 35, right 15 to 20, top and bottom 20 to 25 mm. */
const margin = { left: mm(30), right: mm(15), top: mm(20), bottom: mm(20) };
const pageWidth = mm(210);
const textWidth = pageWidth - margin.left - margin.right;

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none };
const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

interface Style {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly keepNext?: boolean;
}

const paragraph = (words: string, { bold = false, italics = false, size: half = size.body, ...rest }: Style = {}) =>
  new Paragraph({
    alignment: rest.align ?? AlignmentType.CENTER,
    spacing: { before: rest.before ?? 0 },
    keepNext: rest.keepNext ?? false,
    children: [new TextRun({ text: words, bold, italics, size: half })],
  });

/** A short line below what stands above it, as the decree asks. */
const rule = (percent: number) => {
  const side = Math.round((textWidth / 2) * ((100 - percent) / 200));
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 0, after: 0, line: 60 },
    border: { top: { ...line, space: 1 } },
    children: [],
  });
};

/** What is put into a file so that it can be checked. */
export interface Sealed {
  readonly seal: Seal;
  /** Its QR code as PNG; null where the server has no address that others can open. */
  readonly qr: Uint8Array | null;
}

/** A paper as a file for Word, in the layout of Decree 30/2020. @returns the bytes of a .docx */
export function docxOf(paper: Paper, sealed: Sealed | null): Promise<Blob> {
  return Packer.toBlob(documentOf(paper, sealed));
}

/** The same as a document, for whoever packs it otherwise. */
export function documentOf(paper: Paper, sealed: Sealed | null): Document {
  const foot = () => new Footer({ children: [paragraph(sealedFoot(paper, sealed?.seal ?? null), { size: 16 })] });
  const mark = paper.mark ? [paragraph(paper.mark, { bold: true, size: size.small })] : [];
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: size.body })],
  });
  return new Document({
    title: `${paper.title}: ${paper.subject}`,
    creator: 'Giao Ước',
    ...(sealed && { customProperties: [{ name: codeProperty, value: codeOf(sealed.seal) }] }),
    styles: { default: { document: { run: { font: 'Times New Roman', size: size.body } } } },
    sections: [
      {
        properties: { page: { size: { width: pageWidth, height: mm(297) }, margin }, titlePage: true },
        headers: { first: new Header({ children: mark }), default: new Header({ children: [number, ...mark] }) },
        footers: { first: foot(), default: foot() },
        children: [
          letterhead(paper),
          ...titleOf(paper),
          ...paper.blocks.flatMap(blockOf),
          ...signersOf(paper),
          ...(sealed?.qr ? qrOf(sealed.qr) : []),
        ],
      },
    ],
  });
}

/** Width and height of the code, in pixels of 1/96 inch: 25 mm, which a phone reads from a hand away. */
const qrSize = 94;

const qrOf = (png: Uint8Array) => [
  new Paragraph({
    keepNext: true,
    children: [new ImageRun({ type: 'png', data: png, transformation: { width: qrSize, height: qrSize } })],
  }),
  paragraph(scanMeans, { size: 18, align: AlignmentType.LEFT }),
];

function letterhead({ above, issuer, number, placeAndDate }: Paper): Table {
  const left = [
    ...(above ? [paragraph(above, { size: 24 })] : []),
    paragraph(issuer, { bold: true, size: 24 }),
    rule(40),
    ...(number ? [paragraph(number, { before: 120 })] : []),
  ];
  const right = [
    paragraph(nation, { bold: true, size: 24 }),
    paragraph(motto, { bold: true }),
    rule(60),
    paragraph(placeAndDate, { italics: true, before: 120 }),
  ];
  return plainTable([
    { width: 42, children: left },
    { width: 58, children: right },
  ]);
}

function plainTable(cells: readonly { readonly width: number; readonly children: readonly Paragraph[] }[]): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: cells.map(({ width }) => Math.round((textWidth * width) / 100)),
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          ({ width, children }) =>
            new TableCell({
              width: { size: Math.round((textWidth * width) / 100), type: WidthType.DXA },
              borders: noBorders,
              margins: { left: 0, right: 0 },
              children: [...children],
            }),
        ),
      }),
    ],
  });
}

const titleOf = ({ title, subject }: Paper) => [
  paragraph(title, { bold: true, size: size.subject, before: 360 }),
  paragraph(subject, { bold: true, size: size.subject }),
  rule(30),
];

function blockOf(block: Block): readonly (Paragraph | Table)[] {
  switch (block.is) {
    case 'heading':
      return [paragraph(block.text, { bold: true, align: AlignmentType.LEFT, before: 160, keepNext: true })];
    case 'text':
      return [bodyText(block.text)];
    case 'list':
      return block.items.map((item) => bodyText(`- ${item}`));
    case 'table':
      // Two tables that follow each other would be one to Word.
      return [paragraph('', { size: 8 }), tableOf(block), paragraph('', { size: 8 })];
  }
}

/** Justified, its first line 10 mm in, 6 pt below what comes before. */
const bodyText = (words: string) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(10) },
    spacing: { before: 120, line: 276 },
    children: [new TextRun({ text: words, size: size.body })],
  });

function tableOf({ columns, rows }: Extract<Block, { is: 'table' }>): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => Math.round((textWidth * width) / 100)),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((column) => headCell(column)) }),
      ...rows.map(
        (cells) => new TableRow({ cantSplit: true, children: cells.map((words, at) => cellOf(words, columns[at])) }),
      ),
    ],
  });
}

const headCell = ({ head, width }: Column) =>
  new TableCell({
    width: { size: Math.round((textWidth * width) / 100), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [paragraph(head, { bold: true, size: size.table })],
  });

const cellOf = (words: string, column: Column | undefined) =>
  new TableCell({
    width: { size: Math.round((textWidth * (column?.width ?? 0)) / 100), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      paragraph(words, { size: size.table, align: column?.figure ? AlignmentType.CENTER : AlignmentType.LEFT }),
    ],
  });

function signersOf({ signers }: Paper): readonly (Paragraph | Table)[] {
  if (signers.length === 0) return [];
  const blocks = signers.map(({ as, note }) => [
    paragraph(as, { bold: true }),
    paragraph(note, note.startsWith('(') ? { italics: true } : { bold: true }),
    ...Array.from({ length: 4 }, () => paragraph('')),
  ]);
  // One alone stands at the right.
  const cells = blocks.length === 1 ? [[paragraph('')], ...blocks] : blocks;
  return [paragraph(''), plainTable(cells.map((children) => ({ width: 100 / cells.length, children })))];
}
