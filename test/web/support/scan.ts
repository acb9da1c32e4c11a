import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** What a camera reads in a QR code as it stands on the page, by another library than the one that drew it. @throws when it reads nothing */
export async function scan(code: Locator): Promise<string> {
  const picture = (await code.screenshot()).toString('base64');
  const { pixels, width, height } = await code.page().evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))]));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
    return { pixels: Array.from(data, (value) => String.fromCharCode(value)).join(''), width, height };
  }, picture);
  const read = jsQR(Uint8ClampedArray.from(Buffer.from(pixels, 'latin1')), width, height);
  if (!read) throw new Error('no QR code can be read in this picture');
  return read.data;
}
