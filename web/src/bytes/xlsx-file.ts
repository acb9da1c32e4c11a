import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/**
 * Text, or a number as an exact decimal with a point; of a formula, such as `SUM(C2:C9)`, with its names in English and without
 * `=`, what it comes to.
 */
export type XlsxCell = string | { readonly number: string; readonly formula?: string } | null;

/** How cells look; OPEN ones may be changed in a sheet that is protected. */
export type XlsxLook = 'PLAIN' | 'TITLE' | 'NOTE' | 'HEADING' | 'OPEN' | 'EXAMPLE' | 'GROUP' | 'WRAPPED';

export interface XlsxRow {
  readonly look: XlsxLook;
  readonly cells: readonly XlsxCell[];
  /** By column, where a cell looks otherwise than its row. */
  readonly looks?: readonly (XlsxLook | undefined)[];
}

/** Cells that take one of a few words. */
interface XlsxChoice {
  /** Such as `F4`, `F9`. */
  readonly cells: readonly string[];
  /** Words without commas. */
  readonly choices: readonly string[];
}

/** What a column below the headings takes. */
interface XlsxColumn {
  /** In letters. */
  readonly width: number;
  /** Shown beside a cell that is chosen. */
  readonly hint?: string;
  /** A list to choose from: an area such as `'Đơn vị'!$A$1:$A$9`, or words without commas. */
  readonly choices?: string | readonly string[];
}

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly XlsxRow[];
  readonly columns: readonly XlsxColumn[];
  readonly hidden?: boolean;
  /** Rows that stay in sight, the headings last. */
  readonly head?: number;
  /** For a sheet to fill in: this many rows below `head` are open, everything else is protected. */
  readonly open?: number;
  /** True: only cells that look OPEN may be changed; no row is added or taken away. */
  readonly sealed?: boolean;
  readonly lists?: readonly XlsxChoice[];
  /** Cells such as `A1:F1` that are one. */
  readonly merged?: readonly string[];
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const looks: readonly XlsxLook[] = ['PLAIN', 'TITLE', 'NOTE', 'HEADING', 'OPEN', 'EXAMPLE', 'GROUP', 'WRAPPED'];

/** A workbook as a file of Excel. Text stays text, whatever it begins with. @returns the bytes of an .xlsx */
export function xlsxOf(sheets: readonly XlsxSheet[]): Blob {
  const names = sheets.map(({ name }, index) => sheetName(name) || `Sheet${index + 1}`);
  const part = (index: number) => `xl/worksheets/sheet${index + 1}.xml`;
  const files: Zippable = {
    '[Content_Types].xml': strToU8(contentTypes(sheets.map((_, index) => part(index)))),
    '_rels/.rels': strToU8(relations([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(workbook(sheets, names)),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ),
    'xl/styles.xml': strToU8(styles),
    ...Object.fromEntries(sheets.map((sheet, index) => [part(index), strToU8(worksheet(sheet))])),
  };
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Blob([new Uint8Array(zipSync(files, { level: 6 }))], { type });
}

/** The parts of a workbook that hold its cells: a file with pictures, themes and settings of printers gets small. */
export function onlyCells(bytes: Uint8Array): Uint8Array {
  const kept = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(_rels\/)?[^/]*\.(xml|rels)|xl\/worksheets\/[^/]*\.xml)$/;
  const files = unzipSync(bytes, {
    // What the server would refuse is not unpacked here either.
    filter: ({ name, originalSize }) =>
      kept.test(name) && !name.includes('calcChain') && originalSize < 24 * 1024 * 1024,
  });
  return zipSync(files, { level: 9 });
}

/** What Excel takes as the name of a sheet: 31 characters, none of `[]:*?/\`. */
export const sheetName = (text: string): string =>
  text
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31)
    .trim();

/** `A`, `B`, … for columns from 0. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** XML has no way to write most control characters and halves of pairs. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function contentTypes(parts: readonly string[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${kind}.${type}+xml"/>`;
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${parts.map((name) => override(name, 'worksheet')).join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function workbook(sheets: readonly XlsxSheet[], names: readonly string[]): string {
  const each = sheets.map(
    ({ hidden }, index) =>
      `<sheet name="${escaped(names[index] ?? '')}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each.join('')}</sheets></workbook>`;
}

/** Fonts and fills by number, then a format for each look in the order of `looks`; 49 is Excel's own format for text. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font><font><i/><sz val="11"/><color rgb="FF7F7F7F"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFCE4D6"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="49" fontId="3" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function worksheet({ rows, columns, head: above = 0, open = 0, sealed, lists = [], merged = [] }: XlsxSheet): string {
  const style = (look: XlsxLook) => looks.indexOf(look);
  const cell = (content: XlsxCell, at: string, look: XlsxLook): string => {
    if (content === null || content === '') return `<c r="${at}" s="${style(look)}"/>`;
    if (typeof content !== 'string') {
      const formula = content.formula === undefined ? '' : `<f>${escaped(content.formula)}</f>`;
      return `<c r="${at}" s="${style(look)}">${formula}<v>${escaped(content.number)}</v></c>`;
    }
    return `<c r="${at}" s="${style(look)}" t="inlineStr"><is><t xml:space="preserve">${escaped(content)}</t></is></c>`;
  };
  const lines = rows.map(({ look, cells, looks: own = [] }, y) => {
    const each = cells.map((content, x) => cell(content, `${columnLetters(x)}${y + 1}`, own[x] ?? look));
    return `<row r="${y + 1}"${look === 'NOTE' ? ' ht="48" customHeight="1"' : ''}>${each.join('')}</row>`;
  });
  const openStyle = open > 0 ? ` style="${style('OPEN')}"` : '';
  const cols = columns.map(
    ({ width }, x) => `<col min="${x + 1}" max="${x + 1}" width="${width}" customWidth="1"${openStyle}/>`,
  );
  const rest = open > 0 ? `<col min="${columns.length + 1}" max="16384"${openStyle}/>` : '';
  const pane = `<pane ySplit="${above}" topLeftCell="A${above + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${above + 1}" sqref="A${above + 1}"/>`;
  const views = above > 0 ? `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` : '';
  const merges = merged.map((area) => `<mergeCell ref="${area}"/>`).join('');
  return [
    `${head}<worksheet xmlns="${main}">${views}<cols>${cols.join('')}${rest}</cols><sheetData>${lines.join('')}</sheetData>`,
    open > 0 ? protection : sealed ? seal : '',
    merges && `<mergeCells count="${merged.length}">${merges}</mergeCells>`,
    open > 0 ? validations(columns, above + 1, above + open) : choiceLists(lists),
    '</worksheet>',
  ].join('');
}

/** Only headings and titles are held: rows may be added, deleted, sorted and drawn as one likes. There is no password. */
const protection =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" deleteRows="0" sort="0" autoFilter="0"/>';

/** Everything but OPEN cells is held; there is no password. */
const seal = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>';

function choiceLists(lists: readonly XlsxChoice[]): string {
  if (lists.length === 0) return '';
  const each = lists.map(
    ({ cells, choices }) =>
      `<dataValidation type="list" showErrorMessage="1" allowBlank="1" sqref="${cells.join(' ')}"><formula1>${escaped(`"${choices.join(',')}"`)}</formula1></dataValidation>`,
  );
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

function validations(columns: readonly XlsxColumn[], from: number, to: number): string {
  const each = columns.flatMap(({ hint, choices }, x) => {
    if (!hint && !choices) return [];
    const area = `${columnLetters(x)}${from}:${columnLetters(x)}${to}`;
    const prompt = hint ? ` showInputMessage="1" prompt="${escaped(hint)}"` : '';
    const list = typeof choices === 'string' ? choices : choices && `"${choices.join(',')}"`;
    const kind = list ? ' type="list" showErrorMessage="1"' : '';
    const formula = list ? `<formula1>${escaped(list)}</formula1>` : '';
    return [`<dataValidation${kind} allowBlank="1"${prompt} sqref="${area}">${formula}</dataValidation>`];
  });
  return each.length > 0 ? `<dataValidations count="${each.length}">${each.join('')}</dataValidations>` : '';
}
