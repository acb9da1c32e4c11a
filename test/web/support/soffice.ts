import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where LibreOffice is; SOFFICE_PATH says otherwise. Null where there is none. */
const sofficePath =
  [process.env.SOFFICE_PATH, '/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice'].find(
    (path) => path && existsSync(path),
  ) ?? null;

/** A `describe` that is skipped, with one line, where there is no LibreOffice. */
export const describeWithSoffice = sofficePath ? describe : describe.skip;
if (!sofficePath) process.stderr.write('no LibreOffice found (SOFFICE_PATH): what it computes is not compared\n');

/** A workbook opened by LibreOffice and saved again: what formulas come to is its own. */
export async function savedBySoffice(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'giaouoc-soffice-'));
  try {
    const [given, out] = [join(folder, 'given.xlsx'), join(folder, 'out')];
    await writeFile(given, bytes);
    // A profile of its own: a running one would take the file, and its settings.
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await promisify(execFile)(
      sofficePath ?? 'soffice',
      [profile, '--headless', '--norestore', '--convert-to', 'xlsx', '--outdir', out, given],
      { env: { PATH: process.env.PATH, HOME: folder } },
    );
    return await readFile(join(out, 'given.xlsx'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
