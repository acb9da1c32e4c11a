import { UnreadableFile } from './sheet';

/** Attributes by name, as written: `r:id`. */
export type Attributes = ReadonlyMap<string, string>;

/** What is told of a document, in its order. Names of elements are told without their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

const tag = /<(\/?)([^\s/<>]+)((?:\s+[^\s=/<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Goes through a document of the kind that spreadsheets consist of: elements, attributes, text, the five entities of XML
 * and numbered ones. It has no document types, so nothing is ever expanded or fetched.
 * @throws UnreadableFile DAMAGED for anything else
 */
export function walkXml(source: string, visitor: XmlVisitor): void {
  const open: string[] = [];
  for (let at = 0; at < source.length; ) {
    const next = source.indexOf('<', at);
    const end = next < 0 ? source.length : next;
    if (end > at && open.length > 0) visitor.text(unescaped(source.slice(at, end)));
    if (next < 0) break;
    const skipped = aside(source, next);
    if (skipped) {
      if (skipped.text !== undefined) visitor.text(skipped.text);
      at = skipped.end;
    } else at = element(source, next, open, visitor);
  }
  if (open.length > 0) throw new UnreadableFile('DAMAGED');
}

/** A comment, an instruction or a text that needs no entities; null for an element. */
function aside(source: string, at: number): { readonly end: number; readonly text?: string } | null {
  for (const [begin, finish] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!source.startsWith(begin, at)) continue;
    const end = source.indexOf(finish, at + begin.length);
    if (end < 0) throw new UnreadableFile('DAMAGED');
    const text = begin === '<![CDATA[' ? { text: source.slice(at + begin.length, end) } : {};
    return { end: end + finish.length, ...text };
  }
  return null;
}

/** @returns where it ends */
function element(source: string, at: number, open: string[], visitor: XmlVisitor): number {
  const pattern = new RegExp(tag);
  pattern.lastIndex = at;
  const [whole, isEnd, fullName = '', attributes = '', isEmpty] = pattern.exec(source) ?? [];
  // `<!DOCTYPE` comes here too.
  if (whole === undefined || fullName.startsWith('!')) throw new UnreadableFile('DAMAGED');
  const name = fullName.slice(fullName.indexOf(':') + 1);
  if (isEnd) {
    if (open.pop() !== fullName || attributes || isEmpty) throw new UnreadableFile('DAMAGED');
    visitor.close(name);
  } else {
    visitor.open(name, attributesOf(attributes));
    if (isEmpty) visitor.close(name);
    else open.push(fullName);
  }
  return at + whole.length;
}

function attributesOf(text: string): Attributes {
  const found = [...text.matchAll(attribute)];
  return new Map(found.map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]));
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12};?)/g, (_, reference: string) => {
    const name = reference.slice(0, -1);
    const point = /^#x([0-9a-f]{1,6})$/i.exec(name)?.[1] ?? null;
    const code = point === null ? Number(/^#([0-9]{1,7})$/.exec(name)?.[1] ?? Number.NaN) : Number.parseInt(point, 16);
    const letter = entities.get(name) ?? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
    if (letter === undefined || !reference.endsWith(';')) throw new UnreadableFile('DAMAGED');
    return letter;
  });
}
