import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(__dirname, '..', '..');
const { manifestsOf } = require('../../scripts/package.js') as {
  manifestsOf(read: (name: string) => object): Record<string, Record<string, object>>;
};
const read = (name: string) => JSON.parse(readFileSync(join(project, name), 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-prepare-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('wants what the server runs with, in the same versions, and no tools', () => {
    const { dependencies } = read('package.json');
    const manifests = manifestsOf(read);
    expect(manifests['package.json']?.dependencies).toEqual(dependencies);
    for (const manifest of Object.values(manifests)) expect(Object.keys(manifest)).not.toContain('devDependencies');
  });

  it('builds nothing when it is installed, and starts as the project does', () => {
    const { scripts } = read('package.json');
    const manifests = manifestsOf(read);
    expect(manifests['package.json']?.scripts).toEqual({ start: scripts.start, giaouoc: scripts.giaouoc });
    expect(manifests['packages/embedded-postgres-server/package.json']?.scripts).toBeUndefined();
  });
});

describe('an installation without the tools that build', () => {
  const prepare = () => {
    mkdirSync(join(folder, 'scripts'));
    cpSync(join(project, 'scripts/prepare.js'), join(folder, 'scripts/prepare.js'));
    return spawnSync(process.execPath, ['scripts/prepare.js'], { cwd: folder, encoding: 'utf8' });
  };

  it('keeps the build that is there', () => {
    for (const built of ['dist/src', 'packages/embedded-postgres-server/dist', 'web/dist'])
      mkdirSync(join(folder, built), { recursive: true });
    expect(prepare()).toMatchObject({ status: 0, stderr: expect.stringContaining('is kept') });
  });

  it('says how else to install where there is none', () => {
    expect(prepare()).toMatchObject({ status: 1, stderr: expect.stringMatching(/npm ci.*npm run package/s) });
  });
});
