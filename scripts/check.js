#!/usr/bin/env node
// Runs the checks that need no test, cheapest first, and stops at the first that fails, with its cure.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'giaouoc-check-'));
const checks = [
  { name: 'format and lint', run: ['biome', 'ci', '.'], cure: 'npx biome check --write .' },
  { name: 'types', run: ['tsc', '--noEmit'], cure: 'fix the types' },
  {
    name: 'types of the conference file',
    run: ['node', '-r', './test/support/swc-hook.cjs', 'scripts/conference-file-types.ts', '--check'],
    cure: 'npm run conference-file-types, and commit the result',
  },
  { name: 'types of the pages', run: ['npm', 'run', '--silent', 'types', '-w', 'web'], cure: 'fix the types' },
  {
    name: 'documents of the pages',
    run: ['npm', 'run', '--silent', 'page-documents', '--', '--check'],
    cure: 'npm run page-documents, and commit the result',
  },
  {
    name: 'floors and doors',
    run: ['depcruise', 'src', 'web/src', 'packages/embedded-postgres-server/src', 'packages/giaouoc-client/src'],
    cure: 'see .dependency-cruiser.cjs',
  },
  {
    name: 'tables named in SQL',
    run: ['node', 'scripts/check-tables.js'],
    cure: 'ask the room that owns the table through an interface (src/poll/subjects.ts), or import a read of a lower room',
  },
  {
    name: 'no state in modules',
    run: ['node', 'scripts/check-globals.js'],
    cure: 'make it in src/app/services.ts, or in whatever has a beginning and an end, and hand it on',
  },
  {
    name: 'functions of 60 lines at most',
    run: ['node', 'scripts/check-lengths.js'],
    cure: 'take a part of it out, under a name of its own',
  },
  {
    name: 'unused files, exports and packages',
    run: ['knip', '--no-progress', '--treat-config-hints-as-errors'],
    cure: 'delete what is not used (npx knip --fix --fix-type exports,types); see knip.jsonc',
  },
  {
    name: 'supply',
    run: ['node', 'scripts/check-supply.js'],
    cure: 'correct docs/dependencies.md, or choose another package',
  },
  {
    name: 'schema by the Relay specification',
    run: ['eslint', 'schema/api.graphql'],
    cure: 'mend the type or argument; a type that is a value and has no id goes into eslint.config.mjs, with its reason',
  },
  {
    name: 'schema against the released one',
    run: ['node', 'scripts/check-schema.js'],
    cure: 'leave it in and deprecate it; or name it in docs/changelog.md, Unreleased, "For authors of clients: what breaks"',
  },
  { name: 'build', run: ['npm', 'run', '--silent', 'build'], cure: 'fix the types' },
  {
    name: 'printed files',
    run: ['node', 'bin/giaouoc.js', 'docs', '--check'],
    cure: 'npm run giaouoc -- docs, and commit the result',
  },
];

let failed = null;
for (const { name, run, cure } of checks) {
  const [command, ...args] = ['node', 'npm'].includes(run[0]) ? run : ['npx', '--no-install', ...run];
  const env = { ...process.env, DATA_DIR: folder };
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (status !== 0) {
    console.error(`${stdout}${stderr}\nCure: ${cure}`);
    failed = name;
    break;
  }
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
