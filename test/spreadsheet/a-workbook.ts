import { strToU8, type Zippable, zipSync } from 'fflate';

/** A cell as Excel writes it: text goes into the shared strings, `date` is a serial in a style that shows a date. */
export type Given =
  | string
  | number
  | boolean
  | null
  | { readonly date: number; readonly style?: number }
  | { readonly formula: string; readonly value?: string | number }
  | { readonly xml: string };

interface Options {
  readonly rows: readonly (readonly Given[])[];
  /** `A1:F1`. */
  readonly merges?: readonly string[];
  /** Columns from 1. */
  readonly hiddenColumns?: readonly number[];
  /** Rows from 1. */
  readonly hiddenRows?: readonly number[];
  readonly from1904?: boolean;
  /** Files put beside the others, or in their place. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  /** Further relations of the workbook. */
  readonly relations?: string;
  /** Further sheets: name, state and rows. */
  readonly more?: readonly { readonly name: string; readonly state?: string; readonly rows: Options['rows'] }[];
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const column = (index: number): string =>
  (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '') + String.fromCharCode(65 + (index % 26));

/** The bytes of an .xlsx, put together by hand in the parts that Excel writes. */
export function aWorkbook(options: Options): Buffer {
  const strings: string[] = [];
  const sheet = (rows: Options['rows']) => sheetXml({ ...options, rows }, strings);
  const sheets = [{ name: 'Danh sách', state: 'visible', rows: options.rows }, ...(options.more ?? [])];
  const worksheets = sheets.map(({ rows }, index): [string, Uint8Array] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    strToU8(sheet(rows)),
  ]);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${head}<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${options.from1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, n) =>
          `<sheet name="${name}" sheetId="${n + 1}" state="${state ?? 'visible'}" r:id="rId${n + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships>${sheets
      .map((_, n) => relation(`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`))
      .join(
        '',
      )}${relation('rId90', 'sharedStrings', 'sharedStrings.xml')}${relation('rId91', 'styles', 'styles.xml')}${options.relations ?? ''}</Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;đồng&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(worksheets),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...options.parts,
  };
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
  );
  return Buffer.from(zipSync(files, { level: 6 }));
}

function sheetXml({ rows, merges = [], hiddenColumns = [], hiddenRows = [] }: Options, strings: string[]): string {
  const cols = hiddenColumns.map((n) => `<col min="${n}" max="${n}" width="0" hidden="1" customWidth="1"/>`).join('');
  const cell = (given: Given, at: string): string => {
    if (given === null) return `<c r="${at}" s="3"/>`;
    if (typeof given === 'string') return `<c r="${at}" t="s"><v>${strings.push(given) - 1}</v></c>`;
    if (typeof given === 'number') return `<c r="${at}" s="3"><v>${given}</v></c>`;
    if (typeof given === 'boolean') return `<c r="${at}" t="b"><v>${given ? 1 : 0}</v></c>`;
    if ('xml' in given) return given.xml.replace('AT', at);
    if ('date' in given) return `<c r="${at}" s="${given.style ?? 1}"><v>${given.date}</v></c>`;
    const { formula, value } = given;
    const type = typeof value === 'string' ? ' t="str"' : '';
    return `<c r="${at}"${type}><f>${escaped(formula)}</f>${value === undefined ? '' : `<v>${escaped(String(value))}</v>`}</c>`;
  };
  const lines = rows.map((cells, y) => {
    const hidden = hiddenRows.includes(y + 1) ? ' hidden="1"' : '';
    return `<row r="${y + 1}"${hidden}>${cells.map((given, x) => cell(given, `${column(x)}${y + 1}`)).join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `${head}<worksheet xmlns="${main}">${cols && `<cols>${cols}</cols>`}<sheetData>${lines.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`;
}
