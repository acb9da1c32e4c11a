import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, graphql } from 'graphql';
import { makeContext } from '../../src/request/context';
import { publicViewer } from '../../src/request/viewer';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';

interface Fact {
  readonly title: string;
  readonly query: string;
  readonly answer: unknown;
}

const facts = readFacts(readFileSync(join(__dirname, '..', '..', 'docs', 'facts-2022.md'), 'utf8'));

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  database = await freshDatabase('shipped');
  schema = makeSchema();
});
afterAll(() => database.drop());

describe('docs/facts-2022.md', () => {
  it('holds a query and an answer for each fact', () => {
    expect(facts.length).toBeGreaterThan(30);
    expect(new Set(facts.map((fact) => fact.title)).size).toBe(facts.length);
  });

  it.each(facts.map((fact) => [fact.title, fact] as const))('%s', async (_, { query, answer }) => {
    const { data, errors } = await graphql({ schema, source: query, contextValue: publicContext() });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual(answer);
  });
});

/** Sections with a query and an answer, in order; a section with only one of them fails here. */
function readFacts(text: string): readonly Fact[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const title = section.split('\n', 1)[0] ?? '';
      const query = /^```graphql\n(.*?)^```$/ms.exec(section)?.[1];
      const answer = /^```json\n(.*?)^```$/ms.exec(section)?.[1];
      if (query === undefined || answer === undefined) throw new Error(`${title}: no query or no answer`);
      return { title, query, answer: JSON.parse(answer) as unknown };
    });
}

function publicContext() {
  const door = { address: '', setSession() {}, clearSession() {} };
  return makeContext({ db: database.db, viewer: publicViewer, requestId: 'facts', door });
}
