#!/usr/bin/env node
// Compares docs/dependencies.md with package.json, licences with the allowed ones, and the lock file with itself.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** SPDX names. What stands here may be used and passed on in a program of one's own, with its text kept. */
const passedOn = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
]);
/** For what builds and tests, and is not passed on. */
const usedHere = new Set([...passedOn, 'CC-BY-4.0', 'MPL-2.0']);

/** Whether all parts of an AND, and one of an OR, are allowed. */
function isAllowed(licence, allowed = passedOn) {
  const bare = licence.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' AND ')) return bare.split(' AND ').every((part) => isAllowed(part, allowed));
  return bare.split(' OR ').some((name) => allowed.has(name));
}

/** Everything wrong, a line each. */
function faultsOf({ manifest, lock, page }) {
  const faults = [];
  const rows = new Map(
    [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, name, licence, use]) => [
      name,
      { licence: licence.trim(), use: use.trim() },
    ]),
  );
  // Those of the workspaces stand in the lock file beside ours.
  const wanted = new Map();
  for (const [folder, { dependencies, optionalDependencies, devDependencies }] of [
    ['', manifest],
    ...(manifest.workspaces ?? []).map((name) => [name, lock.packages[name] ?? {}]),
  ]) {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })) {
      // A workspace of ours is explained by its own README.
      if (lock.packages[`node_modules/${name}`]?.link) continue;
      const own = folder && lock.packages[`${folder}/node_modules/${name}`];
      wanted.set(name, (own || lock.packages[`node_modules/${name}`])?.license);
    }
  }
  for (const [name, licence] of wanted) {
    const row = rows.get(name);
    if (!row) faults.push(`${name} is not in docs/dependencies.md: say what it is for (licence ${licence})`);
    else if (row.licence !== licence)
      faults.push(`${name} is ${licence}, and docs/dependencies.md says ${row.licence}`);
  }
  for (const name of rows.keys()) if (!wanted.has(name)) faults.push(`${name} is in docs/dependencies.md and not used`);
  for (const [path, found] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || found.link) continue;
    if (!found.license) faults.push(`${path} names no licence`);
    else if (!isAllowed(found.license, found.dev || found.devOptional ? usedHere : passedOn))
      faults.push(`${path} is ${found.license}, which is not among the allowed`);
    if (!found.integrity && !found.inBundle) faults.push(`${path} has no integrity in package-lock.json`);
    for (const name of Object.keys(found.optionalDependencies ?? {})) {
      const near = `${path}/node_modules/${name}`;
      if (!lock.packages[near] && !lock.packages[`node_modules/${name}`])
        faults.push(`${name}, which ${path} wants on some platform, is not in package-lock.json`);
    }
  }
  return faults;
}

module.exports = { faultsOf, isAllowed };

if (require.main === module) {
  const project = join(__dirname, '..');
  const read = (name) => readFileSync(join(project, name), 'utf8');
  const faults = faultsOf({
    manifest: JSON.parse(read('package.json')),
    lock: JSON.parse(read('package-lock.json')),
    page: read('docs/dependencies.md'),
  });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length ? 1 : 0;
}
