import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/config/config';
import { OperatorError } from '../../src/errors/operator-error';
import { aTerminal } from '../support/terminal';
import { until } from '../support/until';

const project = resolve(__dirname, '..', '..');
const unit = readFileSync(join(project, 'ops', 'systemd', 'giaouoc.service'), 'utf8');
const environment: Record<string, string> = Object.fromEntries(
  [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, to]) => [name, to]),
);

const asRoot = process.geteuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

describe('ops/systemd/giaouoc.service', () => {
  it('keeps the socket of the database in a folder that is not private to the service', () => {
    expect(unit).toMatch(/^PrivateTmp=true$/m);
    const folder = /^RuntimeDirectory=(\w+)$/m.exec(unit)?.[1];
    expect(environment.TMPDIR).toBe(`/run/${folder}`);
  });

  it('starts on no settings but those of production, also behind a proxy on the same machine', () => {
    expect(() => readConfig({ ...environment, HOST: '127.0.0.1' })).toThrow(OperatorError);
    const config = readConfig({ ...environment, HOST: '127.0.0.1', PUBLIC_URL: 'https://hoinghi.example.vn' });
    expect([config.production, config.secureCookie, config.demo]).toEqual([true, true, false]);
  });

  (asRoot ? it : it.skip)(
    'lets commands work beside it (as root, who can give a process a /tmp of its own)',
    async () => {
      const top = mkdtempSync('/run/giaouoc-unit-');
      chmodSync(top, 0o755);
      const [code, run] = [join(top, 'code'), join(top, 'run')];
      mkdirSync(code);
      mkdirSync(run);
      const own = (value = '') => value.replace('/run/giaouoc', run).replace('/var/lib/giaouoc', top);
      const settings = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, own(value)]));
      // The project may lie below /tmp itself, which the service does not see.
      const inside = `mount --bind '${project}' '${code}' && mount -t tmpfs private /tmp && cd '${code}' &&
      exec '${process.execPath}' -r ./test/support/swc-hook.cjs test/support/start.ts`;
      const service = spawn('unshare', ['-m', 'sh', '-c', inside], {
        env: { PATH: process.env.PATH, PORT: '0', PUBLIC_URL: 'https://hoinghi.example.vn', ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(service, 'exit');
      try {
        let said = '';
        service.stdout.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
        await until(() => said.includes('serves at'));
        const terminal = aTerminal({ DATA_DIR: settings.DATA_DIR ?? '' });
        expect([await terminal.giaouoc('badge', '--role', 'administrator'), terminal.shown()]).toEqual([
          0,
          expect.stringMatching(/\w{4}-\w{4}-\w{4}/),
        ]);
      } finally {
        service.kill('SIGTERM');
        await gone;
        rmSync(top, { recursive: true });
      }
    },
  );
});

describe('ops/systemd/giaouoc.sh', () => {
  const script = readFileSync(join(project, 'ops', 'systemd', 'giaouoc.sh'), 'utf8');

  (asRoot ? it : it.skip)(
    'runs as the user of the service, on its settings, where the operator stands (as root)',
    () => {
      const top = mkdtempSync('/run/giaouoc-command-');
      chmodSync(top, 0o755);
      try {
        const [settings, program, command] = [join(top, 'env'), join(top, 'program'), join(top, 'giaouoc')];
        const address = `postgres://giaouoc:p$a'b@localhost/giaouoc?sslmode=disable&application_name=x`;
        writeFileSync(
          settings,
          `# a comment\n\nDATABASE_URL=${address}\nMETRICS_TOKEN="quoted twenty letters"\nPORT=4001`,
        );
        chmodSync(settings, 0o600);
        writeFileSync(
          program,
          `#!/bin/sh\necho "$(id -un)|$PWD|$DATABASE_URL|$METRICS_TOKEN|$PORT|$DATA_DIR|$PRODUCTION|$(umask)|$*"\n`,
        );
        chmodSync(program, 0o755);
        const own = script
          .replace('/etc/giaouoc.env', settings)
          .replace('-u giaouoc', '-u nobody')
          .replace('/usr/bin/node /opt/giaouoc/bin/giaouoc.js', program);
        writeFileSync(command, own);
        const shown = execFileSync('sh', [command, 'import', 'a b.yaml'], { cwd: top, encoding: 'utf8' });
        expect(shown.trim().split('|')).toEqual([
          'nobody',
          top,
          address,
          'quoted twenty letters',
          '4001',
          '/var/lib/giaouoc/data',
          'on',
          '0077',
          'import a b.yaml',
        ]);
      } finally {
        rmSync(top, { recursive: true });
      }
    },
  );

  it('has the defaults of the unit', () => {
    for (const [name, value] of Object.entries(environment)) {
      expect(script).toMatch(new RegExp(`${name}=(?:"\\$\\{${name}:-)?${value}[}" \\n]`));
    }
  });
});
