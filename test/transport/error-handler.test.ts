import Fastify, { type FastifyInstance } from 'fastify';
import { codes } from '../../src/errors/codes';
import { formatError } from '../../src/graphql/format-error';
import { handleErrors } from '../../src/transport/http/error-handler';
import { Methods } from '../../src/transport/http/methods';

describe('handleErrors', () => {
  let app: FastifyInstance;
  let log: string[];
  beforeEach(() => {
    log = [];
    app = Fastify({
      bodyLimit: 100,
      genReqId: () => 'request-1',
      logger: { level: 'error', stream: { write: (line: string) => void log.push(line) } },
    });
    const format = (errors: readonly unknown[], requestId: string) =>
      errors.map((error) =>
        formatError(error, requestId, (fault) => app.log.error({ err: fault, reqId: requestId }, 'fault')),
      );
    handleErrors(app, { format }, new Methods(app));
    app.post('/graphql', async () => ({ data: {} }));
    app.get('/broken', async () => {
      throw new Error('the secret is 42');
    });
  });
  afterEach(() => app.close());

  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/graphql', payload, headers: { 'content-type': type } });

  it.each([
    ['malformed JSON', () => post('{"query":'), 'BAD_REQUEST'],
    ['an empty body', () => post(''), 'BAD_REQUEST'],
    ['a body over the limit', () => post(JSON.stringify({ query: 'x'.repeat(100) })), 'BODY_TOO_LARGE'],
    ['a content type nobody reads', () => post('<query/>', 'application/xml'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['an unknown path', () => app.inject('/nothing'), 'NOT_FOUND'],
    ['a fault', () => app.inject('/broken'), 'INTERNAL_SERVER_ERROR'],
  ] as const)('answers %s like GraphQL does', async (_, ask, code) => {
    const response = await ask();
    const { status, vi, en } = codes[code];
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      errors: [{ message: en, extensions: expect.objectContaining({ code, vi, en, requestId: 'request-1' }) }],
    });
  });

  it('says how large a body may be, and how a larger file comes in', async () => {
    const response = await post(' '.repeat(101));
    const { message, extensions } = response.json().errors[0];
    expect(extensions.facts).toEqual({ limitBytes: 100 });
    for (const text of [message, extensions.vi]) expect(text).toContain('giaouoc import');
  });

  it('logs a fault whole under the id it shows, and shows nothing else of it', async () => {
    const { body } = await app.inject('/broken');
    expect(body).not.toContain('secret');
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ reqId: 'request-1', err: { message: 'the secret is 42' } });
  });

  it('logs nothing for what is the fault of the caller', async () => {
    await post('{');
    expect(log).toEqual([]);
  });

  it('refuses a method that an address does not take, naming those it takes', async () => {
    const refused = await app.inject({ method: 'DELETE', url: '/graphql?x=1' });
    expect([refused.statusCode, refused.headers.allow]).toEqual([405, 'OPTIONS, POST']);
    expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    const options = await app.inject({ method: 'OPTIONS', url: '/broken' });
    expect([options.statusCode, options.headers.allow, options.body]).toEqual([204, 'GET, HEAD, OPTIONS', '']);
  });
});
