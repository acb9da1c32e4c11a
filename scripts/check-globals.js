#!/usr/bin/env node
// Holds that no module of src has state: what exists once for each app is made in app/services and handed on, so that two
// apps in one process share nothing. Constants built at import and only read are no state.
const { filesOf, nodesOf, sourceOf, treeOf } = require('./syntax');

/** What is let through, and why. What is listed and not found fails too. */
const argued = new Map([
  // Tests set the time; the product never does.
  ['src/clock.ts', new Set(['read'])],
  // The compiled schema of conference files: a function of a shipped file alone, which takes 0.2 s to make.
  ['src/import/read-conference-file.ts', new Set(['compiled'])],
]);

/** Classes whose instances do not change, or are only read here (a Set or Map that something is put into fails below). */
const constant = new Set(['Set', 'Map', 'Date', 'RegExp', 'URL', 'Collator', 'DateTimeFormat', 'GraphQLScalarType']);
/** Functions that give something with state. */
const stateful = new Set(['batch', 'createServer', 'setInterval', 'setTimeout', 'monitorEventLoopDelay', 'require']);
const mutators = new Set([
  ...['set', 'add', 'delete', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);

const nameOf = (node) => node?.value ?? node?.property?.value ?? node?.type;

/** The name at the beginning of `name.a[b].c`. */
function rootOf(node) {
  let at = node;
  while (at?.type === 'MemberExpression' || at?.type === 'ParenthesisExpression') at = at.object ?? at.expression;
  return at?.type === 'Identifier' ? at.value : null;
}

/** The expression without `as const`, `satisfies …`, brackets and `Object.freeze(…)`. */
function bare(node) {
  let at = node;
  while (at && (/^Ts(As|ConstAssert|Const|Satisfies|NonNull)/.test(at.type) || at.type === 'ParenthesisExpression'))
    at = at.expression;
  const isFrozen = at?.type === 'CallExpression' && nameOf(at.callee) === 'freeze';
  return isFrozen ? bare(at.arguments[0].expression) : at;
}

/** Names of what a module changes after it was made, wherever in the module it does. */
function changedNames(nodes) {
  const changed = new Set();
  for (const node of nodes) {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') changed.add(rootOf(node.left));
    if (node.type === 'UpdateExpression' && node.argument.type === 'MemberExpression')
      changed.add(rootOf(node.argument));
    if (node.type === 'UnaryExpression' && node.operator === 'delete') changed.add(rootOf(node.argument));
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    if (mutators.has(node.callee.property.value)) changed.add(rootOf(node.callee.object));
    if (nameOf(node.callee) === 'assign') changed.add(rootOf(node.arguments[0]?.expression));
  }
  return changed;
}

/** Why what a module keeps under a name is state, or null. */
function stateOf(name, value, changed) {
  const made = bare(value);
  if (made?.type === 'NewExpression' && !constant.has(nameOf(made.callee))) return `keeps a ${nameOf(made.callee)}`;
  if (made?.type === 'CallExpression' && stateful.has(nameOf(made.callee)))
    return `keeps what ${nameOf(made.callee)}() gives`;
  return changed.has(name) ? 'is changed after it was made' : null;
}

/** The state a module has: a name, and why. */
function faultsOf(tree) {
  const nodes = [...nodesOf(tree)];
  const changed = changedNames(nodes);
  const faults = [];
  for (const item of tree.body) {
    const declared = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declared?.type !== 'VariableDeclaration' || declared.declare) continue;
    for (const { id, init } of declared.declarations) {
      const name = id.value ?? 'a pattern';
      const why = declared.kind === 'const' ? stateOf(name, init, changed) : `is declared by ${declared.kind}`;
      if (why) faults.push([name, why]);
    }
  }
  for (const node of nodes) {
    if (node.type === 'ClassProperty' && node.isStatic) {
      const name = nameOf(node.key);
      const why = node.readonly ? stateOf(name, node.value, changed) : 'is static and not readonly';
      if (why) faults.push([name, why]);
    }
    if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'WeakMap') continue;
    const [key] = node.typeArguments?.params ?? [];
    if (['Database', 'DataSource'].includes(key?.typeName?.value))
      faults.push([`WeakMap<${key.typeName.value}>`, 'hangs something on the database']);
  }
  return faults;
}

const used = new Set();
const lines = [];
for (const file of filesOf('src')) {
  for (const [what, why] of faultsOf(treeOf(sourceOf(file)))) {
    if (argued.get(file)?.has(what)) used.add(`${file} ${what}`);
    else lines.push(`${file}: ${what} ${why}`);
  }
}
for (const [file, names] of argued)
  for (const name of names)
    if (!used.has(`${file} ${name}`)) lines.push(`${file}: has no ${name}: take it off the list`);
for (const line of lines) console.error(line);
process.exit(lines.length ? 1 : 0);
