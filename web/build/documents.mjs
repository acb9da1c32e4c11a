// Writes `x.documents.ts`, with types, beside each `x.graphql`, from `schema/api.graphql`. Nothing of
// it is committed: the build and the type check make it anew. A document may spread a fragment of another file by its name.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, validate, visit } from 'graphql';

const web = join(import.meta.dirname, '..');
const sources = join(web, 'src');
const schema = parse(readFileSync(join(web, '..', 'schema', 'api.graphql'), 'utf8'));
const scalars = { DateTimeISO: 'string', LocalDate: 'string', Decimal: 'string' };
const config = { scalars, enumsAsTypes: true, useTypeImports: true, skipTypename: true };

const written = readdirSync(sources, { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => ({ location: join(sources, name), document: parse(readFileSync(join(sources, name), 'utf8')) }));
const fragments = new Map(written.flatMap(({ document }) => fragmentsOf(document)));
const documents = written
  // Fragments alone are for others.
  .filter(({ document }) => document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
  .map(({ location, document }) => ({ location, document: complete(document) }));
const built = buildSchema(readFileSync(join(web, '..', 'schema', 'api.graphql'), 'utf8'));
for (const { location, document } of documents) {
  const [error] = validate(built, document);
  if (error) throw new Error(`${relative(web, location)}: ${error.message}`);
}

for (const { location, document } of documents) {
  const plugins = {
    operations: { ...config },
    typedDocumentNode: { ...config, optimizeDocumentNode: true },
  };
  const file = location.replace(/graphql$/, 'documents.ts');
  write(file, await generate(file, [{ location, document }], plugins));
}

function fragmentsOf({ definitions }) {
  return definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]);
}

/** The document with the fragments of other files that it spreads, and those that they spread. */
function complete(document) {
  const own = new Map(fragmentsOf(document));
  const definitions = [...document.definitions];
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (own.has(value) || !fragment) return;
        own.set(value, fragment);
        definitions.push(fragment);
      },
    });
  }
  return { ...document, definitions };
}

function generate(filename, found, plugins) {
  return codegen({
    filename,
    schema,
    documents: found,
    config: {},
    pluginMap: { operations, typedDocumentNode },
    plugins: Object.entries(plugins).map(([name, options]) => ({ [name]: options })),
  });
}

/** A file that stays the same keeps its time, so that a build is not taken for stale. */
function write(file, text) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before !== text) writeFileSync(file, text);
}
