import { auditServer } from 'graphql-http';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.close());

/** Answers Apollo Server 5 gives with status 400 where the specification would rather see 200. */
const chosenByApollo = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('GraphQL over HTTP', () => {
  it('passes the audit of the specification: no error, and no warning but those Apollo Server chose', async () => {
    const results = await auditServer({ url: `${server.app.url}/graphql` });
    const named = (status: string) => results.filter((result) => result.status === status).map((result) => result.name);
    const count = { error: named('error').length, notice: named('notice').length, ok: named('ok').length };
    expect(named('warn')).toEqual(chosenByApollo);
    expect(count).toEqual({ error: 0, notice: 0, ok: 58 });
  });

  it('refuses a form from another site, a batch, and a mutation by GET', async () => {
    const url = `${server.app.url}/graphql`;
    const form = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ me { role } }"}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    const batch = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{ me { role } }"}]',
    });
    expect(batch.status).toBe(400);
    const mutation = encodeURIComponent('mutation { signOut { receipt { sequence } } }');
    const get = await fetch(`${url}?query=${mutation}`);
    expect(get.status).toBe(405);
  });

  it('refuses a subscription, saying where it may be sent', async () => {
    const answer = await server.ask('subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }', {
      id: '00000000-0000-4000-8000-000000000000',
    });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_REQUEST',
      facts: { problem: 'a subscription needs a WebSocket or an event stream' },
    });
  });
});
