import { posix } from 'node:path';
import { isDateFormat } from './dates';
import { Extent, most, type Sheet, UnreadableFile, type Workbook } from './sheet';
import { isTrue, plain, readSheet } from './worksheet';
import { type Attributes, walkXml } from './xml';
import { type Archive, openArchive } from './zip';

/**
 * Reads a workbook of Excel 2007 or later: what its cells hold. Formulas are not computed, links not followed, programs in
 * it not run.
 * @throws UnreadableFile
 * Source: ECMA-376 part 1, 18
 */
export function readXlsx(bytes: Buffer): Workbook {
  const archive = openArchive(bytes);
  const book = workbookPart(archive);
  const parts = relationsOf(archive, book);
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  let linked = [...parts.values()].some(({ type }) => type === 'externalLink');
  visit(archive, book, (name, attributes) => {
    if (name === 'workbookPr') from1904 = isTrue(attributes.get('date1904'));
    if (name === 'externalReference') linked = true;
    if (name !== 'sheet') return;
    const hidden = (attributes.get('state') ?? 'visible') !== 'visible';
    sheets.push({ name: attributes.get('name') ?? '', hidden, id: relationId(attributes) });
  });
  const partOf = (type: string) => [...parts.values()].find((part) => part.type === type)?.target;
  const shared = { strings: stringsOf(archive, partOf('sharedStrings')), dates: datesOf(archive, partOf('styles')) };
  const extent = new Extent();
  const read = sheets.slice(0, most.sheets).flatMap(({ id, ...sheet }): Sheet[] => {
    const part = parts.get(id);
    if (part?.type !== 'worksheet') return [];
    return [{ ...sheet, ...readSheet(textOf(archive, part.target), { ...shared, from1904 }, extent) }];
  });
  return { kind: 'XLSX', sheets: read, linked };
}

/** Where the workbook stands in the archive. @throws UnreadableFile for what is another kind of archive */
function workbookPart(archive: Archive): string {
  const target = [...relationsOf(archive, '').values()].find(({ type }) => type === 'officeDocument')?.target;
  if (target?.endsWith('.bin')) throw new UnreadableFile('BINARY');
  if (target && /(^|\/)workbook[^/]*\.xml$/.test(target)) return target;
  const kind = archive.read('mimetype')?.toString('utf8') ?? '';
  throw new UnreadableFile(kind.includes('opendocument.spreadsheet') ? 'OPEN_DOCUMENT' : 'NO_SPREADSHEET');
}

/** What a part refers to within the archive, by id. Where it refers to another file, only the type is told. */
function relationsOf(archive: Archive, part: string): Map<string, { readonly type: string; readonly target: string }> {
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, { type: string; target: string }>();
  if (!archive.has(file)) return relations;
  visit(archive, file, (name, attributes) => {
    if (name !== 'Relationship') return;
    const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
    const outside = attributes.get('TargetMode') === 'External';
    const target = posix.join('/', posix.dirname(part), attributes.get('Target') ?? '').slice(1);
    const absolute = attributes.get('Target')?.startsWith('/') ? attributes.get('Target')?.slice(1) : undefined;
    relations.set(attributes.get('Id') ?? '', { type, target: outside ? '' : (absolute ?? target) });
  });
  return relations;
}

/** `r:id`, whatever the prefix. */
const relationId = (attributes: Attributes): string =>
  [...attributes].find(([name]) => /^[^:]+:id$/.test(name))?.[1] ?? '';

function stringsOf(archive: Archive, part: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let phonetic = false;
  let inText = false;
  let text = '';
  walkXml(textOf(archive, part), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(plain(text));
      inText = false;
    },
    text: (more) => {
      if (inText) text += more;
    },
  });
  return strings;
}

function datesOf(archive: Archive, part: string | undefined): readonly boolean[] {
  const codes = new Map<number, string>();
  const dates: boolean[] = [];
  if (part === undefined) return dates;
  let inCells = false;
  visit(archive, part, (name, attributes) => {
    if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
    if (name === 'cellXfs') inCells = true;
    if (name === 'cellStyles') inCells = false;
    const format = Number(attributes.get('numFmtId') ?? 0);
    if (name === 'xf' && inCells) dates.push(isDateFormat(format, codes.get(format)));
  });
  return dates;
}

function visit(archive: Archive, part: string, open: (name: string, attributes: Attributes) => void): void {
  walkXml(textOf(archive, part), { open, close: () => undefined, text: () => undefined });
}

/** @throws UnreadableFile DAMAGED for a part that is missing or no UTF-8 */
function textOf(archive: Archive, part: string): string {
  const bytes = archive.read(part);
  if (!bytes) throw new UnreadableFile('DAMAGED');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('DAMAGED');
  }
}
