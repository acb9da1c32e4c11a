import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Operation } from './transports';

/** Texts people do not type: any bytes, NUL, lone surrogates, long ones, and what looks like an id. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.uuid(),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    "'; drop table event; --",
    '2026-02-30',
    '1e400',
    'x'.repeat(5_000),
  ),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  text,
  fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 1e308, -0, Number.MAX_SAFE_INTEGER, null, [], {}),
);

/** Values that mostly fit a type, so that they get as far as the acts. `ids` are of things that exist. */
function valuesOf(type: GraphQLInputType, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valuesOf(type.ofType, ids, depth);
  const fitting = (): fc.Arbitrary<unknown> => {
    if (isListType(type)) return fc.array(valuesOf(type.ofType, ids, depth + 1), { maxLength: 3 });
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
    if (isInputObjectType(type)) {
      if (depth > 3) return fc.constant({});
      const fields = Object.values(type.getFields()).map((field) => [field.name, valuesOf(field.type, ids, depth + 1)]);
      const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
      return fc.record(Object.fromEntries(fields), { requiredKeys: needed.map(({ name }) => name) } as never);
    }
    const { name } = getNamedType(type);
    if (name === 'ID') return fc.oneof(fc.constantFrom(...ids), text);
    if (name === 'Int' || name === 'Float') return fc.oneof(fc.integer(), fc.integer({ min: -2, max: 200 }));
    if (name === 'Boolean') return fc.boolean();
    return text;
  };
  return fc.oneof({ weight: 12, arbitrary: fitting() }, { weight: 1, arbitrary: anything });
}

interface Root {
  readonly kind: string;
  readonly field: GraphQLField<unknown, unknown>;
}

function rootsOf(schema: GraphQLSchema): readonly Root[] {
  return ['Query', 'Mutation', 'Subscription'].flatMap((kind) => {
    const type = schema.getType(kind) as { getFields(): Record<string, GraphQLField<unknown, unknown>> };
    return Object.values(type.getFields()).map((field) => ({ kind: kind.toLowerCase(), field }));
  });
}

function documentFor({ kind, field }: Root): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return `${kind} ${declared && `(${declared})`} { ${field.name} ${passed && `(${passed})`} ${selection} }`;
}

/** Not fuzzed: it would end the session the others are sent with, or play a whole conference for each case. */
const spared = new Set(['signOut', 'importConference', 'startRehearsal']);

/** Every query and mutation with arguments that mostly fit. */
export function shaped(schema: GraphQLSchema, ids: readonly string[]): fc.Arbitrary<Operation> {
  const cases = rootsOf(schema)
    .filter(({ kind, field }) => kind !== 'subscription' && !spared.has(field.name))
    .map((root) => {
      const args = root.field.args.map((argument) => [argument.name, valuesOf(argument.type, ids)]);
      return (fc.record(Object.fromEntries(args)) as fc.Arbitrary<unknown>).map((variables) => ({
        query: documentFor(root),
        variables,
      }));
    });
  return fc.oneof(...cases);
}

/** Sound documents with a few characters or words taken out, doubled, swapped or put in. */
export function mutated(schema: GraphQLSchema): fc.Arbitrary<Operation> {
  const sound = [
    ...rootsOf(schema)
      .filter(({ kind }) => kind === 'query')
      .map(documentFor),
    '{ blocs(first: 2) { nodes { slug conferences(first: 2) { nodes { slug name { vi en } } } } } }',
    'query A($n: Int = 3) { ...F blocs(first: $n) { totalCount } } fragment F on Query { awards { code } }',
    '{ a: serverTime b: serverTime @skip(if: true) c: __typename }',
  ];
  const change = fc.record({
    at: fc.nat(400),
    length: fc.nat(12),
    put: fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        '!',
        '@',
        '...',
        '$',
        ':',
        '"""',
        '"\\u0000"',
        '#',
        '\uFEFF',
        '&',
        '|',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('__schema', '__proto__', 'constructor', 'fragment', 'on', 'subscription', 'null', '1e999', '-'),
    ),
    how: fc.constantFrom('cut', 'put', 'double'),
  });
  return fc
    .record({
      query: fc.constantFrom(...sound),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
      variables: anything,
    })
    .map(({ query, changes, variables }) => ({
      query: changes.reduce((before, { at, length, put, how }) => {
        const place = at % (before.length + 1);
        const part = before.slice(place, place + length);
        const after = before.slice(how === 'cut' ? place + length : place);
        return before.slice(0, place) + (how === 'put' ? put : how === 'double' ? part : '') + after;
      }, query),
      variables,
    }));
}

/** Documents of random words, and of no words. */
export function soup(schema: GraphQLSchema): fc.Arbitrary<Operation> {
  const names = [...new Set(rootsOf(schema).map(({ field }) => field.name)), 'nodes', 'id', 'slug', '__typename'];
  const word = fc.constantFrom(
    ...names,
    ...'{}()[]:!$@=|&'.split(''),
    '...',
    'query',
    'mutation',
    'fragment',
    'on',
    '"x"',
    '1',
  );
  return fc.oneof(
    fc.array(word, { maxLength: 40 }).map((words) => ({ query: words.join(' ') })),
    fc.string({ unit: 'binary', maxLength: 60 }).map((query) => ({ query })),
    fc.record({ query: anything as fc.Arbitrary<string>, variables: anything, operationName: anything }),
  );
}

/** What a socket may be sent after it has been introduced: messages of the protocol with anything in them, or bytes. */
export function frames(operations: fc.Arbitrary<Operation>): fc.Arbitrary<string | Buffer> {
  const type = fc.constantFrom('subscribe', 'complete', 'ping', 'pong', 'next', 'error', 'connection_init', '', 'x');
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({ id: text, type: fc.constant('subscribe'), payload: operations })
        .map((m) => JSON.stringify(m)),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ id: anything, type: type as fc.Arbitrary<unknown>, payload: anything }, { requiredKeys: [] })
        .map((message) => JSON.stringify(message)),
    },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  );
}
