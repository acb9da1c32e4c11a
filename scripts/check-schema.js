#!/usr/bin/env node
// Holds the schema to its promise (docs/api.md): against the one that was released last nothing breaks unless the changelog
// names it, and what is deprecated says since when.
// check-schema.js [folder] compares; check-schema.js --release makes the schema of now the released one.
const { copyFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSchema, findBreakingChanges, isInputObjectType, isEnumType } = require('graphql');

const [, , argument] = process.argv;
const root = argument && argument !== '--release' ? argument : join(__dirname, '..');
const file = (name) => join(root, name);
const read = (name) => readFileSync(file(name), 'utf8');

/** What the changelog says breaks for authors of clients in the release to come. */
function announced() {
  const [, unreleased = ''] = read('docs/changelog.md').split(/^## Unreleased.*$/m);
  const [, breaks = ''] = unreleased.split(/^## /m)[0].split(/^### For authors of clients: what breaks$/m);
  return breaks.split(/^### /m)[0];
}

/** What graphql-js says of a breaking change, and the part of the schema it is about. */
const places = [
  [/^A required field (\w+) on input type (\w+)/, ([, field, type]) => `${type}.${field}`],
  [/^A required arg \w+ on (\w+\.\w+)/, ([, field]) => field],
  [/^(\w+) was removed from enum type (\w+)/, ([, value, type]) => `${type}.${value}`],
  [/^\w+ was removed from union type (\w+)/, ([, type]) => type],
  [/^(\w+(?:\.\w+)?) /, ([, place]) => place],
];

function placeOf({ description }) {
  const [pattern, place] = places.find(([each]) => each.test(description));
  return place(pattern.exec(description));
}

/**
 * What a text names in backticks: `Type`, `Type.field`, `.other` after it for another field of that type, and a query, mutation
 * or subscription by its name alone.
 */
function namesIn(text) {
  const named = new Set();
  let type = '';
  for (const [, dot, word, rest] of text.matchAll(/`(\.?)(\w+)(\.\w+)?/g)) {
    if (!dot) type = word;
    named.add(dot ? `${type}.${word}` : `${word}${rest ?? ''}`);
  }
  return named;
}

const isNamed = (named, place) => named.has(place) || named.has(place.replace(/^(Query|Mutation|Subscription)\./, ''));

/** Every element that is deprecated, with its reason. */
function* deprecated(schema) {
  for (const type of Object.values(schema.getTypeMap())) {
    const parts = isEnumType(type) ? type.getValues() : 'getFields' in type ? Object.values(type.getFields()) : [];
    for (const part of parts) {
      for (const element of isInputObjectType(type) ? [part] : [part, ...(part.args ?? [])]) {
        if (element.deprecationReason) yield [`${type.name}.${element.name}`, element.deprecationReason];
      }
    }
  }
}

if (argument === '--release') {
  copyFileSync(file('schema/api.graphql'), file('schema/released.graphql'));
} else {
  const current = buildSchema(read('schema/api.graphql'));
  const named = namesIn(announced());
  const problems = findBreakingChanges(buildSchema(read('schema/released.graphql')), current)
    .filter((change) => !isNamed(named, placeOf(change)))
    .map((change) => `${change.description} The changelog does not name \`${placeOf(change)}\`.`);
  for (const [place, reason] of deprecated(current))
    if (!/^Since \d{4}-\d{2}-\d{2}: /.test(reason))
      problems.push(`${place} is deprecated without "Since yyyy-mm-dd: what to use".`);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
