#!/usr/bin/env node
// Holds that no function of src, and of the sources of packages, is longer than 60 lines, from its first word to its last,
// and that an adapter, a file of src/transport that hands operations to the pipeline, has fewer than 100; whatever else
// speaks a part of a protocol, fewer than 115.
const { filesOf, nodesOf, sourceOf, treeOf } = require('./syntax');

const most = 60;
const functions = new Set([
  ...['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'Constructor'],
  ...['ClassMethod', 'PrivateMethod', 'MethodProperty', 'GetterProperty', 'SetterProperty'],
]);

/** The functions of a source: where each begins, and how many lines it has. */
function lengthsOf(source) {
  // Positions go on from file to file; that of the first word of the file says where it begins.
  const bytes = Buffer.from(`;${source}`);
  const tree = treeOf(bytes.toString());
  const linesOf = (from, to) => bytes.subarray(from, to).toString().split('\n').length;
  return [...nodesOf(tree)].flatMap((node) => {
    const span = functions.has(node.type) ? (node.function?.span ?? node.span) : null;
    if (!span) return [];
    const [start, end] = [span.start - tree.span.start, span.end - tree.span.start];
    return [{ line: linesOf(0, start), lines: linesOf(start, end) }];
  });
}

const files = ['src', 'packages/embedded-postgres-server/src', 'packages/giaouoc-client/src'].flatMap(filesOf);
const found = files.flatMap((file) => lengthsOf(sourceOf(file)).map((each) => ({ file, ...each })));
if (found.length < 1_000) throw new Error(`check-lengths: found only ${found.length} functions`);
const long = found.filter(({ lines }) => lines > most);
const adapters = filesOf('src/transport').filter((file) => /pipeline\.(prepare|run)\(/.test(sourceOf(file)));
if (adapters.length < 3) throw new Error(`check-lengths: found only ${adapters.length} adapters`);
const parts = ['src/transport/sse', 'src/transport/websocket'].flatMap(filesOf);
const isOver = (lines) => (file) => sourceOf(file).split('\n').length > lines;
const large = new Set([...adapters.filter(isOver(100)), ...parts.filter(isOver(115))]);
for (const file of large) console.error(`${file}: an adapter of more than 99 lines, or a part of one of more than 114`);
for (const { file, line, lines } of long) console.error(`${file}:${line}: a function of ${lines} lines`);
process.exit(long.length + large.size ? 1 : 0);
