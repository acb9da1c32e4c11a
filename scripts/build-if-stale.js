#!/usr/bin/env node
// Compiles what was changed since the last build; after `npm ci`, which builds, it only looks.
const { spawnSync } = require('node:child_process');
const { readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const project = join(__dirname, '..');
const changedAt = (path) => statSync(join(project, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newestIn = (folder) =>
  Math.max(
    ...readdirSync(join(project, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => changedAt(join(folder, name))),
  );

const builtAt = changedAt('dist/.tsbuildinfo');
const stale = Math.max(newestIn('src'), newestIn('migrations'), changedAt('ormconfig.ts')) > builtAt;
if (stale) {
  const tsc = require.resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: project,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
