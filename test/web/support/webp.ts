import type { Page } from 'playwright-core';

/** A picture drawn by the browser, as a data URL of WebP. */
export interface Thumb {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a PNG smaller: so many pixels wide, its foot cut off beyond so many high.
 * @param quality 0 to 1
 */
export function shrink(page: Page, png: Buffer, width: number, highest: number, quality: number): Promise<Thumb> {
  return page.evaluate(
    async ({ base64, width, highest, quality }) => {
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const height = Math.min(highest, Math.round((bitmap.height * width) / bitmap.width));
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, width, (bitmap.height * width) / bitmap.width);
      return { url: canvas.toDataURL('image/webp', quality), width, height };
    },
    { base64: png.toString('base64'), width, highest, quality },
  );
}

export interface SheetRow {
  readonly label: string;
  readonly thumbs: readonly Thumb[];
}

/** Rows of pictures below each other, each under its label, as one picture. */
export async function sheetOf(page: Page, heads: readonly string[], rows: readonly SheetRow[]): Promise<Buffer> {
  const url = await page.evaluate(
    async ({ heads, rows }) => {
      const gap = 8;
      const line = 22;
      const widthOf = (row: (typeof rows)[number]) => row.thumbs.reduce((sum, { width }) => sum + width + gap, gap);
      const heightOf = (row: (typeof rows)[number]) => line + Math.max(...row.thumbs.map(({ height }) => height)) + gap;
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(...rows.map(widthOf));
      canvas.height = rows.reduce((sum, row) => sum + heightOf(row), line);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#777';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#fff';
      context.font = 'bold 15px sans-serif';
      let x = gap;
      for (const [n, head] of heads.entries()) {
        context.fillText(head, x, line - 6);
        x += (rows[0]?.thumbs[n]?.width ?? 0) + gap;
      }
      let y = line;
      for (const row of rows) {
        context.fillStyle = '#fff';
        context.fillText(row.label, gap, y + line - 6);
        x = gap;
        for (const { url, width } of row.thumbs) {
          const image = new Image();
          image.src = url;
          await image.decode();
          context.drawImage(image, x, y + line);
          x += width + gap;
        }
        y += heightOf(row);
      }
      return canvas.toDataURL('image/webp', 0.25);
    },
    { heads, rows },
  );
  return bytesOf(url);
}

export const bytesOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
