#!/usr/bin/env node
/*
 * `npm run package`: giaouoc-<version>.tgz, the built server with the list of what it needs and without the tools that
 * build and test it. Unpacked anywhere, `npm ci` installs it and `npm start` starts it.
 */
const { execFileSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const project = join(__dirname, '..');
const launcher = 'packages/embedded-postgres-server';
/** What runs, what it reads, and what an operator needs beside it. */
const parts = [
  'bin',
  'dist/migrations',
  'dist/src',
  'web/dist',
  `${launcher}/dist`,
  `${launcher}/README.md`,
  'data',
  'schema',
  'docs',
  ...['caddy', 'grafana', 'nginx', 'prometheus', 'systemd'].map((name) => `ops/${name}`),
  '.npmrc',
  'README.md',
  'SECURITY.md',
];

/** The manifests of the server as it is installed: its own packages and nothing that builds or tests. */
function manifestsOf(read) {
  const { scripts, workspaces: _, devDependencies: __, ...manifest } = read('package.json');
  const { start, giaouoc } = scripts;
  const { scripts: ___, ...launcherManifest } = read(`${launcher}/package.json`);
  return {
    'package.json': { ...manifest, workspaces: [launcher], scripts: { start, giaouoc } },
    [`${launcher}/package.json`]: launcherManifest,
  };
}

/** Lays out the package in an empty folder. */
function layOut(folder) {
  for (const part of parts) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(project, part), join(folder, part), {
      recursive: true,
      filter: (path) => !/\.map$|docs\/pictures\/sheets/.test(path),
    });
  }
  const read = (name) => JSON.parse(readFileSync(join(project, name), 'utf8'));
  for (const [name, manifest] of Object.entries(manifestsOf(read)))
    writeFileSync(join(folder, name), `${JSON.stringify(manifest, null, 2)}\n`);
  // Leaves out of the list what is no longer wanted; the versions and sums of the rest stay, and nothing is fetched.
  cpSync(join(project, 'package-lock.json'), join(folder, 'package-lock.json'));
  const only = ['install', '--package-lock-only', '--ignore-scripts', '--offline', '--loglevel=error'];
  execFileSync('npm', only, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function main() {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const name = `giaouoc-${version}`;
  const above = mkdtempSync(join(tmpdir(), 'giaouoc-package-'));
  try {
    // Nothing of a source that is gone by now.
    for (const built of ['dist', `${launcher}/dist`]) rmSync(join(project, built), { recursive: true, force: true });
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: project, stdio: 'inherit' });
    mkdirSync(join(above, name));
    layOut(join(above, name));
    const file = join(project, `${name}.tgz`);
    // The same sources make the same bytes, on whichever day and by whomever.
    const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--mode=u+rw,go=rX'];
    execFileSync('tar', ['--use-compress-program=gzip -n', '-cf', file, ...same, '-C', above, name]);
    console.log(`${file}, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
}

module.exports = { manifestsOf };

if (require.main === module) main();
