#!/usr/bin/env node
// Builds what was changed since the last build; after `npm ci`, which builds, it only looks.
const { spawnSync } = require('node:child_process');
const { readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const project = join(__dirname, '..');
const changedAt = (path) => statSync(join(project, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newestIn = (folder, isSource) =>
  Math.max(
    ...readdirSync(join(project, folder), { recursive: true })
      .filter(isSource)
      .map((name) => changedAt(join(folder, name))),
  );
const isTypeScript = (name) => name.endsWith('.ts');
// What the build writes beside its sources is no source.
const isOfAPage = (name) => /\.\w+$/.test(name) && !name.endsWith('.documents.ts');

const builds = [
  {
    builtAt: changedAt('packages/embedded-postgres-server/dist/index.js'),
    changedAt: newestIn('packages/embedded-postgres-server/src', isTypeScript),
    run: ['npm', 'run', '--silent', 'build', '-w', 'embedded-postgres-server'],
  },
  {
    builtAt: changedAt('dist/.tsbuildinfo'),
    changedAt: Math.max(newestIn('src', isTypeScript), newestIn('migrations', isTypeScript), changedAt('ormconfig.ts')),
    run: ['npx', '--no-install', 'tsc', '-p', 'tsconfig.build.json'],
  },
  {
    builtAt: changedAt('web/dist/index.html'),
    changedAt: Math.max(
      newestIn('web/src', isOfAPage),
      newestIn('packages/giaouoc-client/src', isTypeScript),
      newestIn('web/public', isOfAPage),
      newestIn('web/build', isOfAPage),
      newestIn('docs/guides', isOfAPage),
      newestIn('docs/pictures/guide', isOfAPage),
      changedAt('docs/errors.md'),
      ...readdirSync(join(project, 'web'))
        .filter((name) => name.endsWith('.html'))
        .map((name) => changedAt(`web/${name}`)),
      changedAt('web/vite.config.mts'),
      changedAt('schema/api.graphql'),
    ),
    run: ['npm', 'run', '--silent', 'build', '-w', 'web'],
  },
];

for (const { builtAt, changedAt: touchedAt, run } of builds) {
  if (touchedAt <= builtAt) continue;
  const [command, ...args] = run;
  // Under jest NODE_ENV is `test`, for which Vite would build pages with the development part of React.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(command, args, { cwd: project, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
