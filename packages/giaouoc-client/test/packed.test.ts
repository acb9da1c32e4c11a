import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as source from '../src';

let app: string;
beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'giaouoc-client-'));
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(app, { recursive: true }));

const npm = (cwd: string, ...args: readonly string[]) => execFileSync('npm', args, { cwd, encoding: 'utf8' });

describe('the file of npm pack', () => {
  it('is installed by an app without a network, and has all there is to import', () => {
    const [{ filename }] = JSON.parse(npm(join(__dirname, '..'), 'pack', '--json', '--pack-destination', app));
    npm(app, 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
    const named = Object.keys(source).join(', ');
    const program = `import { ${named} } from 'giaouoc-client'; console.log(typeof followLog);`;
    writeFileSync(join(app, 'app.js'), program);
    expect(execFileSync(process.execPath, ['app.js'], { cwd: app, encoding: 'utf8' })).toBe('function\n');
  });
});
