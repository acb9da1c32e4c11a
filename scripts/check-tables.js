#!/usr/bin/env node
// Reads the names of tables in the SQL of src, and holds the floors and doors of .dependency-cruiser.cjs for them too:
// a file may name a table of those folders only that it may import from. A table belongs to the folder of its entity.
const { forbidden } = require('../.dependency-cruiser.cjs');
const { filesOf, nodesOf, sourceOf, treeOf } = require('./syntax');

/**
 * Where a table is named against the floors, and why. What is listed and not found fails too.
 * log/entitled: whoever acts must hold a session in the very transaction that writes the act, so the log asks for it by
 * one locking statement; handing the question over from `auth` would make every act take it as an argument.
 */
const argued = new Map([['src/log/entitled.ts', new Set(['session', 'account'])]]);

/** The texts in a file; what a template is filled with counts as `?`. */
function textsOf(nodes) {
  return nodes.flatMap((node) => {
    if (node.type === 'StringLiteral') return [node.value];
    if (node.type === 'TemplateLiteral') return [node.quasis.map(({ cooked, raw }) => cooked ?? raw).join(' ? ')];
    return [];
  });
}

/** As database/naming names the table of a class that has no name of its own. */
const snake = (name) => name.replace(/[a-z][A-Z]/g, ([a, b]) => `${a}_${b}`).toLowerCase();

/** The tables of the entities in a file. */
function tablesOf(nodes) {
  return nodes.flatMap((node) => {
    if (node.type !== 'ClassDeclaration') return [];
    const entity = (node.decorators ?? []).find(({ expression }) => expression.callee?.value === 'Entity');
    if (!entity) return [];
    const [options] = entity.expression.arguments;
    const named = options?.expression.properties?.find(({ key }) => key?.value === 'name')?.value.value;
    return [named ?? snake(node.identifier.value)];
  });
}

const isStatement = /\b(select|insert into|delete from|lock table|truncate|copy)\b|\bupdate\s+\w+\s+(\w+\s+)?set\b/;
const mention = /\b(?:from|join|into|update|table|copy|truncate|using|,)\s+(?:only\s+)?"?([a-z_]+)"?/g;

/** The tables a text names as SQL, but for those it defines itself by `with`. */
function mentionsOf(text, tables) {
  if (!isStatement.test(text)) return [];
  const own = new Set([...text.matchAll(/\b([a-z_]+) as (?:not )?(?:materialized )?\(/g)].map(([, name]) => name));
  const found = [...text.matchAll(mention)].map(([, name]) => name);
  return found.filter((name) => tables.has(name) && !own.has(name));
}

/** The rule that forbids `from` to import `to`, if any. */
function ruleAgainst(from, to) {
  return forbidden.find(
    (rule) =>
      rule.from.path &&
      rule.to.path &&
      new RegExp(rule.from.path).test(from) &&
      new RegExp(rule.to.path).test(to) &&
      !(rule.to.pathNot && new RegExp(rule.to.pathNot.replaceAll('$1', from.split('/')[1])).test(to)),
  );
}

const parsed = filesOf('src').map((file) => ({ file, nodes: [...nodesOf(treeOf(sourceOf(file)))] }));
const tables = new Map(parsed.flatMap(({ file, nodes }) => tablesOf(nodes).map((table) => [table, file])));
if (tables.size < 30) throw new Error(`check-tables: found only ${tables.size} tables`);

let mentioned = 0;
const faults = [];
const used = new Set();
for (const { file, nodes } of parsed) {
  for (const table of new Set(textsOf(nodes).flatMap((text) => mentionsOf(text, tables)))) {
    mentioned += 1;
    const owner = tables.get(table);
    const rule = ruleAgainst(file, owner);
    if (!rule) continue;
    if (argued.get(file)?.has(table)) used.add(`${file} ${table}`);
    else faults.push(`${file}: names the table "${table}" of ${owner} (${rule.name}: ${rule.comment})`);
  }
}
if (mentioned < 50) throw new Error(`check-tables: found only ${mentioned} tables named in SQL`);
for (const [file, names] of argued)
  for (const name of names)
    if (!used.has(`${file} ${name}`)) faults.push(`${file}: no longer names "${name}": take it off the list`);

for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
