import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from '../src';
import { findBinaries } from '../src/binaries';
import { asRoot, aTop, name, removeAfter } from './support';

let top: string;

beforeEach(() => {
  top = aTop();
});

describe('findBinaries', () => {
  it('falls back to an installed program when the bundled one does not run', async () => {
    const installed = aProgram(join(top, 'installed'), 'echo "postgres (PostgreSQL) 17.2 (Debian 17.2-1)"');
    const bundled = join(top, 'native');
    aProgram(join(bundled, 'bin'), 'exit 127');
    const found = await findBinaries({ account: null, name }, { bundled, installed: [join(top, 'none'), installed] });
    expect(found).toMatchObject({ postgres: join(installed, 'postgres'), version: '17.2 (Debian 17.2-1)', major: 17 });
  });

  it('names the cure when no program runs', async () => {
    const finding = findBinaries({ account: null, name }, { bundled: null, installed: [join(top, 'none')] });
    await expect(finding).rejects.toThrow(EmbeddedPostgresError);
    await expect(finding).rejects.toThrow(/Set DATABASE_URL.*tried: .*none/s);
  });

  it('puts back the links among the libraries that npm leaves out', async () => {
    const { bundle, native } = aBundle();
    const found = await findBinaries({ account: null, name }, { bundled: native, installed: [] });
    expect(found.postgres).toBe(join(native, 'bin', 'postgres'));
    expect(readlinkSync(join(bundle, 'native', 'lib', 'libx.so'))).toBe('libx.so.1');
  });

  // As above: only root hands the programs to another account.
  (asRoot ? it : it.skip)(
    'copies programs the account cannot reach, whole, and mends a copy that lost files',
    async () => {
      const { bundle, native, version } = aBundle();
      chmodSync(bundle, 0o700);
      const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
      const copy = `/var/lib/${name}-pg-${version}-${process.arch}-0`;
      removeAfter(copy);
      const places = { bundled: native, installed: [] };

      expect((await findBinaries({ account: nobody, name }, places)).postgres).toBe(join(copy, 'bin', 'postgres'));
      expect(readFileSync(join(copy, 'lib', 'libx.so'), 'utf8')).toBe('library');
      const madeAt = statSync(copy).ctimeMs;
      await findBinaries({ account: nobody, name }, places);
      expect(statSync(copy).ctimeMs).toBe(madeAt);

      rmSync(join(copy, 'lib', 'libx.so.1'));
      await findBinaries({ account: nobody, name }, places);
      expect(readFileSync(join(copy, 'lib', 'libx.so'), 'utf8')).toBe('library');

      chownSync(copy, 65534, 65534);
      await expect(findBinaries({ account: nobody, name }, places)).rejects.toThrow(
        `${copy} should hold PostgreSQL's programs`,
      );
      expect(readdirSync('/var/lib').filter((name) => name.includes(`${version}-${process.arch}-0.draft`))).toEqual([]);
    },
  );
});

/** A folder with a program named postgres that does what the shell line says, and an initdb. */
function aProgram(folder: string, line: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** A small package shaped like the bundled one, whose program needs a library by a link that is not there. */
function aBundle() {
  const bundle = join(top, 'bundle');
  const native = join(bundle, 'native');
  const version = `0.0.${process.pid}`;
  aProgram(join(native, 'bin'), 'test -f "$(dirname "$0")/../lib/libx.so" && echo "postgres (PostgreSQL) 18.4"');
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(native, 'lib', 'libx.so.1'), 'library');
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.1', target: 'native/lib/libx.so' }]),
  );
  writeFileSync(join(bundle, 'package.json'), JSON.stringify({ version }));
  return { bundle, native, version };
}
