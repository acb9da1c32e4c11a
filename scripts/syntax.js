// Reads the sources as syntax trees, for the checks of scripts/check.js.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseSync } = require('@swc/core');

const root = join(__dirname, '..');

/** The TypeScript files of a folder, from the root of the project, in order. */
function filesOf(folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

const sourceOf = (file) => readFileSync(join(root, file), 'utf8');

const treeOf = (source) => parseSync(source, { syntax: 'typescript', decorators: true });

/** Every node of a syntax tree. */
function* nodesOf(node) {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') yield node;
  for (const part of Object.values(node)) yield* nodesOf(part);
}

module.exports = { filesOf, sourceOf, treeOf, nodesOf };
