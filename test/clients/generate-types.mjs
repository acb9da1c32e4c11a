// Writes `schema-types.ts` and the types of documents, as an app has them from graphql-codegen: schema, documents, file to write.
// A process of its own, since a part of the generator is an ES module, which jest cannot load.
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, validate } from 'graphql';

const [, , schema, location, filename] = process.argv;
const [printed, text] = [schema, location].map((path) => readFileSync(path, 'utf8'));
const document = parse(text);
const [wrong] = validate(buildSchema(printed), document);
if (wrong) throw wrong;
const scalars = { DateTimeISO: 'string', LocalDate: 'string', Decimal: 'string' };
const generate = (file, plugins, config) =>
  codegen({
    filename: file,
    schema: parse(printed),
    documents: [{ location, document }],
    config: { scalars, useTypeImports: true, ...config },
    pluginMap: plugins,
    plugins: Object.keys(plugins).map((name) => ({ [name]: {} })),
  });
writeFileSync('schema-types.ts', await generate('schema-types.ts', { typescript }, {}));
const made = await generate(filename, { operations, typedDocumentNode }, { importSchemaTypesFrom: 'schema-types.ts' });
writeFileSync(filename, made);
