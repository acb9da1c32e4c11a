/** Above this a file is sent without what holds no cells, so that it fits into a request. */
const largeBytes = 40_000;

/** A chosen file as Base64. Pictures, themes and settings of printers are left out where it is large. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return encoded(bytes.length > largeBytes && isArchive ? await smaller(bytes) : bytes);
}

async function smaller(bytes: Uint8Array): Promise<Uint8Array> {
  const { onlyCells } = await import('./xlsx-file');
  try {
    const cells = onlyCells(bytes);
    return cells.length < bytes.length ? cells : bytes;
  } catch {
    // The server says what is wrong with it.
    return bytes;
  }
}

function encoded(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}
