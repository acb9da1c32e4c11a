import { type Attack, allOf } from './attack';
import { type Operation, transportNames, transports } from './transports';

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

interface Hostile extends Operation {
  readonly name: string;
  /** A code that refuses it. */
  readonly codes: readonly string[];
}

const large = ['DOCUMENT_TOO_LARGE', 'GRAPHQL_PARSE_FAILED', 'BODY_TOO_LARGE'];
const invalid = ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'DOCUMENT_TOO_LARGE'];

const hostile: readonly Hostile[] = [
  {
    name: 'depth: 25 levels',
    query: `{ blocs { nodes { ${'conferences { nodes { bloc { '.repeat(8)} slug ${'} } } '.repeat(8)} } } }`,
    codes: large,
  },
  {
    name: 'width: pages of 100 in pages of 100, three deep',
    query:
      '{ blocs(first: 100) { nodes { conferences(first: 100) { nodes { delegates(first: 100) { nodes { name { vi } } } } } } } }',
    codes: large,
  },
  {
    name: 'width by variables',
    query:
      'query ($n: Int!) { blocs(first: $n) { nodes { conferences(first: $n) { nodes { delegates(first: $n) { nodes { id } } } } } } }',
    variables: { n: 100 },
    codes: large,
  },
  { name: 'aliases: 1,000 of one field', query: `{ ${times(1_000, (n) => `a${n}: serverTime`)} }`, codes: large },
  {
    name: 'aliases: 12 sign-ins in one request',
    query: `mutation { ${times(12, (n) => `a${n}: signIn(input: { code: "AAAA-AAAA-AAA${n % 10}" }) { token }`)} }`,
    codes: large,
  },
  {
    name: 'fragments: a circle',
    query: 'fragment a on Query { ...b } fragment b on Query { ...a } { ...a }',
    codes: invalid,
  },
  {
    name: 'fragments: 2^20 fields in 1 kB',
    query: `${times(20, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f20 on Query { serverTime } { ...f0 }`,
    codes: large,
  },
  {
    name: 'directives: 2,000 unknown on one field',
    query: `{ serverTime ${times(2_000, (n) => `@a${n}`)} }`,
    codes: large,
  },
  {
    name: 'directives: 300 unknown, within the tokens',
    query: `{ serverTime ${times(300, (n) => `@a${n}`)} }`,
    codes: invalid,
  },
  { name: 'tokens: 5,800 in 64 kB', query: `{ ${'serverTime '.repeat(5_800)} }`, codes: large },
  {
    name: 'literal: lists nested 20,000 deep',
    query: `{ bloc(slug: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { slug } }`,
    codes: large,
  },
  {
    name: 'list type nested 900 deep in a variable',
    query: `query ($a: ${'['.repeat(900)}Int${']'.repeat(900)}) { serverTime }`,
    codes: large,
  },
];

/** Documents that ask for too much, on each transport. */
const refused: readonly Attack[] = hostile.flatMap(({ name, codes, ...operation }) =>
  transportNames.map((transport) => ({
    experiment: `${name} (${transport})`,
    criterion: 'refused with its code, in 500 ms and 10 kB',
    async run({ usual }) {
      const { status, closed, codes: given, text, ms } = await transports[transport](usual.url, operation);
      const code = given[0] ?? (status === 413 || closed === 1009 ? 'BODY_TOO_LARGE' : '');
      return allOf(`${code || `status ${status}, close ${closed}`}, ${Math.round(ms)} ms, ${text.length} B`, {
        code: codes.includes(code),
        time: ms < 500,
        size: text.length < 10_000,
        status: status < 500,
      });
    },
  })),
);

/** Within every limit: what is left to them is the time it takes to find out that they are sound. */
const bearable: readonly Attack[] = [
  { name: 'duplicate fields: 900 of one, within the tokens', query: `{ ${'serverTime '.repeat(900)} }` },
  {
    name: 'duplicate fields: 130 with fields of their own, within the tokens',
    query: `{ ${'blocs(first: 1) { totalCount } '.repeat(80)} ${'me { role } '.repeat(50)} }`,
  },
].flatMap(({ name, query }) =>
  transportNames.map((transport) => ({
    experiment: `${name} (${transport})`,
    criterion: 'answered once or refused with its code, in 500 ms and 10 kB',
    async run({ usual }) {
      const { status, closed, codes: given, text, ms } = await transports[transport](usual.url, { query });
      const isAnswer = /"data":\{"\w+":/.test(text);
      return allOf(`${isAnswer ? 'answered' : given[0]}, ${Math.round(ms)} ms, ${text.length} B`, {
        'answered or refused': isAnswer || invalid.includes(given[0] ?? ''),
        time: ms < 500,
        size: text.length < 10_000,
        status: status < 500 && closed === null,
      });
    },
  })),
);

/** Variables as JSON nested as deeply as a body allows: whoever writes them again as text must not overflow. */
const deepVariables: readonly Attack[] = transportNames.map((transport) => ({
  experiment: `variables nested 25,000 deep (${transport})`,
  criterion: 'no fault, in 5 s, and the next request is answered',
  async run({ usual }) {
    const deep = `${'['.repeat(25_000)}${']'.repeat(25_000)}`;
    const operation = `{"query":"query ($slug: String!) { bloc(slug: $slug) { id } }","variables":{"slug":${deep}}}`;
    const { codes, status, closed, ms } = await transports[transport](usual.url, operation);
    const next = await transports.HTTP(usual.url, { query: '{ serverTime }' });
    return allOf(`${codes[0] ?? `status ${status}, close ${closed}`}, ${Math.round(ms)} ms`, {
      'no fault': !codes.includes('INTERNAL_SERVER_ERROR') && status < 500 && closed !== 4500,
      time: ms < 5_000,
      'next request': next.status === 200,
    });
  },
}));

const batches: readonly Attack[] = transportNames.map((transport) => ({
  experiment: `batching: 100 operations in an array (${transport})`,
  criterion: 'refused whole',
  async run({ usual }) {
    const batch = Array.from({ length: 100 }, () => ({ query: '{ serverTime }' }));
    const { status, closed, text } = await transports[transport](usual.url, batch);
    return allOf(`status ${status}, close ${closed}`, {
      refused: status === 400 || closed === 4400,
      'nothing executed': !text.includes('"serverTime"'),
    });
  },
}));

/** The schema, on a server that keeps it to itself. */
const schema: readonly Attack[] = transportNames.flatMap((transport): Attack[] => [
  {
    experiment: `introspection with INTROSPECTION=off (${transport})`,
    criterion: 'refused',
    async run({ strict }) {
      const { codes, text } = await transports[transport](strict.url, { query: '{ __schema { types { name } } }' });
      return allOf(codes[0] ?? text.slice(0, 60), {
        refused: codes.includes('GRAPHQL_VALIDATION_FAILED'),
        'no type told': !text.includes('Conference'),
      });
    },
  },
  {
    experiment: `suggestions with INTROSPECTION=off (${transport})`,
    criterion: 'no name of the schema is told that was not asked for',
    async run({ strict }) {
      const field = await transports[transport](strict.url, { query: '{ conferencez { slug } }' });
      const value = await transports[transport](strict.url, {
        query: 'query ($input: IssueBadgeInput!) { me { role } issueBadge(input: $input) { code } }',
        variables: { input: { role: 'DELEGAT', conferenceIdd: '' } },
      });
      const told = /Did you mean|"conferences?"|DELEGATE/.exec(field.text + value.text)?.[0];
      return allOf(told ?? 'none', { 'nothing told': told === undefined, refused: field.codes.length > 0 });
    },
  },
]);

const masking: readonly Attack[] = transportNames.map((transport) => ({
  experiment: `error masking: a table that is gone (${transport})`,
  criterion: 'INTERNAL_SERVER_ERROR and a request id, nothing of PostgreSQL, no stack',
  async run({ usual, database }) {
    await database.db.query('alter table award rename to award_away');
    try {
      const { codes, text } = await transports[transport](usual.url, { query: '{ awards { code } }' });
      return allOf(codes[0] ?? 'no code', {
        masked: codes[0] === 'INTERNAL_SERVER_ERROR',
        'nothing told': !leaks(text),
      });
    } finally {
      await database.db.query('alter table award_away rename to award');
    }
  },
}));

/** Whether a text tells of what is behind the graph. */
export function leaks(text: string): boolean {
  return /node_modules|\.[jt]s:\d+|\bat \S+ \(|relation |select .* from|QueryFailedError|pg_|stacktrace|award_away/i.test(
    text,
  );
}

export const documentAttacks: readonly Attack[] = [
  ...refused,
  ...bearable,
  ...deepVariables,
  ...batches,
  ...schema,
  ...masking,
];
