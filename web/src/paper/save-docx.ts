import { saveFile } from '../bytes/save-file';
import { publicAddress } from '../page/public-address';
import type { Paper, PaperKind } from './paper';
import { checkAddress, type Seal } from './seal';

/** Names of files without marks, which some mail programs still break. */
const fileNames: Readonly<Record<PaperKind, string>> = {
  minutes: 'bien-ban-hoi-nghi',
  counting: 'bien-ban-kiem-phieu',
  submission: 'to-trinh',
  nominees: 'danh-sach-de-nghi',
  scores: 'bang-tong-hop-diem',
  pact: 'giao-uoc',
  delegates: 'danh-sach-dai-bieu',
};

/** Pixels of a module, so that nothing is drawn larger than it is and blurred. */
const scale = 8;

/** Hands a paper to the browser as a file for Word, with its code. @throws when a part of the page cannot be fetched */
export async function saveDocx(paper: Paper, seal: Seal): Promise<void> {
  // Large, and wanted by few.
  const { docxOf } = await import('./docx-file');
  const origin = publicAddress();
  const qr = origin ? await qrPng(checkAddress(origin, seal)) : null;
  saveFile(await docxOf(paper, { seal, qr }), `${fileNames[paper.kind]}-${seal.slug}.docx`);
}

async function qrPng(text: string): Promise<Uint8Array> {
  const { generate } = await import('lean-qr');
  const small = document.createElement('canvas');
  generate(text).toCanvas(small, { on: [0, 0, 0, 255], off: [255, 255, 255, 255] });
  const large = document.createElement('canvas');
  large.width = small.width * scale;
  large.height = small.height * scale;
  const drawn = large.getContext('2d');
  if (!drawn) throw new Error('this browser draws nothing');
  drawn.imageSmoothingEnabled = false;
  drawn.drawImage(small, 0, 0, large.width, large.height);
  const png = await new Promise<Blob | null>((resolve) => large.toBlob(resolve, 'image/png'));
  if (!png) throw new Error('this browser draws no PNG');
  return new Uint8Array(await png.arrayBuffer());
}
