import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type PictureSize } from './picture-states';
import { type SheetRow, sheetOf, shrink, type Thumb } from './support/webp';

const folder = join(__dirname, '..', '..', 'docs', 'pictures', 'sheets');
/** Width of one picture in a sheet, and how much of a long page is in it, in pixels. */
const thumbs: Readonly<Record<PictureSize, { readonly width: number; readonly highest: number }>> = {
  '1440x900': { width: 400, highest: 700 },
  '1280x720': { width: 400, highest: 225 },
  '390x844': { width: 180, highest: 700 },
  '360x640': { width: 180, highest: 320 },
};
/** No sheet is higher, in pixels, unless one row is. */
const highestSheet = 5_000;

/** Sheets of all states, a row for each: by page and size, in both languages, light and dark. */
export class ContactSheets {
  private readonly rows = new Map<string, SheetRow[]>();

  /** @param page a blank page that draws */
  constructor(private readonly page: Page) {}

  /** A picture of a state; those of one state and size become one row, in the order they come. */
  async add(state: string, size: PictureSize, png: Buffer): Promise<void> {
    const { width, highest } = thumbs[size];
    const thumb = await shrink(this.page, png, width, highest, 0.9);
    const sheet = `${state.split('-')[0]}-${size}`;
    const rows = this.rows.get(sheet) ?? [];
    this.rows.set(sheet, rows);
    const row = rows.find(({ label }) => label === state);
    if (row) (row.thumbs as Thumb[]).push(thumb);
    else rows.push({ label: state, thumbs: [thumb] });
  }

  /** Writes all sheets in place of those that were there. */
  async write(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    const heads = ['vi, light', 'vi, dark', 'en, light', 'en, dark'];
    for (const [sheet, rows] of this.rows) {
      for (const [n, part] of inParts(rows).entries()) {
        writeFileSync(join(folder, `${sheet}-${n + 1}.webp`), await sheetOf(this.page, heads, part));
      }
    }
  }
}

function inParts(rows: readonly SheetRow[]): readonly (readonly SheetRow[])[] {
  const parts: SheetRow[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const own = Math.max(...row.thumbs.map((thumb) => thumb.height));
    if (height + own > highestSheet) {
      parts.push([]);
      height = 0;
    }
    parts.at(-1)?.push(row);
    height += own;
  }
  return parts;
}
