#!/usr/bin/env node
// What npm runs after an installation: builds, where the tools to build with are installed too.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const project = join(__dirname, '..');
const has = (...path) => existsSync(join(project, ...path));

if (has('node_modules', 'typescript') && has('node_modules', 'vite')) {
  process.exitCode = spawnSync('npm', ['run', 'build'], { cwd: project, stdio: 'inherit' }).status ?? 1;
} else if (has('dist', 'src') && has('packages', 'embedded-postgres-server', 'dist') && has('web', 'dist')) {
  console.error('Without the tools that build: the build that is here is kept.');
} else {
  console.error(
    'There is no build here, and no tools to make one. Run `npm ci` without --omit=dev, or make a package with\n' +
      '`npm run package` on another machine and install that one here (README.md).',
  );
  process.exitCode = 1;
}
