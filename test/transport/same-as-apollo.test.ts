import { request as ask } from 'node:http';
import { anApolloOracle } from '../support/apollo-oracle';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
let apollo: Awaited<ReturnType<typeof anApolloOracle>>;
beforeAll(async () => {
  server = await aServer({ MAX_COST: '500', MAX_ALIASES: '3' });
  apollo = await anApolloOracle(server.app);
  hall = await aHall(server.database.db);
});
afterAll(async () => {
  await apollo.close();
  await server.close();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** The whole answer: status, headers but the date, and body with request ids blotted out. */
function exchange(
  { method = 'POST', path = '/graphql', body, headers = {} }: Sent,
  url = server.app.url,
): Promise<object> {
  return new Promise((resolve, reject) => {
    const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    const sent = ask(`${url}${path}`, { method, headers: { ...type, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        const { date: _date, ...rest } = response.headers;
        resolve({
          status: response.statusCode,
          headers: rest,
          body: text.replace(/"requestId":"[^"]+"/g, '"requestId"'),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}

/** What Apollo Server answers to the same. */
const byApollo = (sent: Sent) => exchange(sent, apollo.url);

const conference =
  'query Page($slug: String!, $all: Boolean!) { conference(slug: $slug) { slug id @include(if: $all) } }';
const two = 'query One { blocs { totalCount } } query Two { awards { code } }';
const questions: [string, (hall: Hall) => object][] = [
  ['a query', () => ({ query: '{ blocs { nodes { slug } } }' })],
  ['variables', ({ conference: { slug } }) => ({ query: conference, variables: { slug, all: true } })],
  ['one of two operations', () => ({ query: two, operationName: 'Two' })],
  ['nothing of that name', () => ({ query: conference, variables: { slug: 'khong-co', all: false } })],
  ['an error of a field', () => ({ query: '{ poll(id: "00000000-0000-4000-8000-00000000abcd") { id } }' })],
  [
    'an error that leaves nothing',
    () => ({ query: '{ node(id: "x") { id } conferences(after: "x") { totalCount } }' }),
  ],
  ['a rule broken', () => ({ query: '{ conferences { nodes { accounts { totalCount } } } }' })],
  ['a mutation refused', () => ({ query: 'mutation { signOut { receipt { sequence } } }' })],
  ['no operation of two', () => ({ query: two })],
  ['an operation that is not there', () => ({ query: two, operationName: 'Three' })],
  ['a variable that does not fit', () => ({ query: conference, variables: { slug: 1, all: 'x' } })],
  ['a variable that is missing', () => ({ query: conference })],
  [
    'a subscription',
    ({ conference: { id } }) => ({ query: `subscription { conferenceChanged(conferenceId: "${id}") { sequence } }` }),
  ],
  ['an unknown field', () => ({ query: '{ password }' })],
  ['seven unknown fields', () => ({ query: '{ a b c d e f g }' })],
  ['no GraphQL', () => ({ query: '{ blocs' })],
  ['too many tokens', () => ({ query: `{ ${'__typename '.repeat(2_000)} }` })],
  ['too dear a document', () => ({ query: '{ conferences(first: 100) { nodes { slug agenda { id state } } } }' })],
  ['too many aliases', () => ({ query: '{ a: __typename b: __typename c: __typename d: __typename }' })],
  [
    'two mutations',
    () => ({ query: 'mutation { a: signOut { receipt { sequence } } b: signOut { receipt { sequence } } }' }),
  ],
  ['extensions, as stock clients send them', () => ({ query: '{ __typename }', extensions: { clientLibrary: {} } })],
  ['an empty body', () => ({})],
  ['no query', () => ({ variables: {} })],
  ['variables that are text', () => ({ query: '{ __typename }', variables: '{}' })],
  ['a list of operations', () => [{ query: '{ __typename }' }]],
  [
    'a persisted query with its document',
    () => ({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
  ],
  ['a persisted query', () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })],
  ['the type of the root', () => ({ query: '{ __typename }' })],
];

describe('an answer over HTTP', () => {
  it.each(questions)('is to the byte what Apollo Server says: %s', async (_, questionOf) => {
    const body = questionOf(hall);
    const expected = await byApollo({ body: body });
    // Often enough for documents to be compiled and answers to be kept.
    for (let n = 0; n < 5; n += 1) expect(await exchange({ body })).toEqual(expected);
  });

  it.each([
    'application/graphql-response+json',
    'text/html, */*;q=0.1',
    'application/json;q=0.5, application/graphql-response+json',
    'image/png',
  ])('is of the type that is wanted: %s', async (accept) => {
    const body = { query: '{ awards { code } }' };
    const expected = await byApollo({ body: body, headers: { accept } });
    expect(await exchange({ body, headers: { accept } })).toEqual(expected);
  });

  it('is given to a GET as to a POST', async () => {
    const search = new URLSearchParams({
      query: conference,
      variables: JSON.stringify({ slug: hall.conference.slug, all: true }),
    });
    const expected = await byApollo({ method: 'GET', path: `/graphql?${search}` });
    expect(expected).toMatchObject({ status: 200, body: expect.stringContaining(hall.conference.slug) });
    expect(await exchange({ method: 'GET', path: `/graphql?${search}` })).toEqual(expected);
  });

  it.each([
    ['a mutation', 'mutation { signOut { receipt { sequence } } }'],
    ['a subscription', 'subscription { conferenceChanged(conferenceId: "1") { sequence } }'],
  ])('refuses a GET with %s', async (_, query) => {
    const path = `/graphql?${new URLSearchParams({ query })}`;
    const expected = await byApollo({ method: 'GET', path });
    expect(expected).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect(await exchange({ method: 'GET', path })).toEqual(expected);
  });

  it.each(['variables=x', 'variables=1', 'extensions=x', 'query=%7B__typename%7D'])(
    'refuses a GET with wrong parameters: %s',
    async (parameter) => {
      const path = `/graphql?query=%7B__typename%7D&${parameter}`;
      expect(await exchange({ method: 'GET', path })).toEqual(await byApollo({ method: 'GET', path }));
    },
  );

  it('takes an old cookie away and goes on as the public, but insists on a token that is shown on purpose', async () => {
    const body = { query: '{ me { role } }' };
    for (const headers of [{ cookie: `giaouoc=${'x'.repeat(43)}` }, { authorization: `Bearer ${'x'.repeat(43)}` }]) {
      const expected = await byApollo({ body, headers });
      expect(await exchange({ body, headers })).toEqual(expected);
    }
  });

  it('sets the cookie of a sign-in', async () => {
    const issued = await server.ask(
      'mutation ($input: IssueBadgeInput!) { issueBadge(input: $input) { code } }',
      { input: { role: 'OBSERVER', conferenceId: hall.conference.id } },
      hall.secretary,
    );
    const answer = await exchange({
      body: {
        query: 'mutation ($code: String!) { signIn(input: { code: $code }) { viewer { role } } }',
        variables: { code: issued.data.issueBadge.code },
      },
    });
    expect(answer).toMatchObject({ headers: { 'set-cookie': [expect.stringContaining('HttpOnly')] } });
  });

  it('is JSON of the database away, like every other', async () => {
    const body = { query: '{ awards { code } }' };
    await server.database.db.query('alter table award rename to award_away');
    try {
      const expected = await byApollo({ body: { query: '{ awards { code name { vi } } }' } });
      expect(await exchange({ body: { query: '{ awards { code name { vi } } }' } })).toEqual(expected);
    } finally {
      await server.database.db.query('alter table award_away rename to award');
    }
    expect(await exchange({ body })).toMatchObject({ status: 200, body: expect.stringContaining('CO_TD_CHINH_PHU') });
  });
});
