import { once } from 'node:events';
import WebSocket from 'ws';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
let token: string;
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db);
  token = await server.token(hall.observer);
});
afterAll(() => server.close());

/** How a socket that says this of itself is received: its role, or the code and reason with which it is closed. */
async function received(payload: unknown): Promise<string | [number, string]> {
  const socket = new WebSocket(`${server.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close').then(([code, reason]): [number, string] => [code, String(reason)]);
  const answered = new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data));
      if (type === 'connection_ack')
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ me { role } }' } }));
      if (type === 'next') resolve(payload.data.me.role);
    });
  });
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  const how = await Promise.race([closed, answered]);
  socket.terminate();
  return how;
}

const shown = () => `Bearer ${token}`;
const misspelt: [number, string] = [4403, 'connection_init takes { "authorization": "Bearer <token>" }'];

describe('what a socket says of itself', () => {
  it.each([
    ['authorization', () => ({ authorization: shown() })],
    ['Authorization', () => ({ Authorization: shown() })],
    ['AUTHORIZATION without Bearer', () => ({ AUTHORIZATION: token })],
    ['headers.authorization', () => ({ headers: { authorization: shown() } })],
    ['headers.Authorization', () => ({ headers: { Authorization: shown() } })],
    ['Headers.authorization', () => ({ Headers: { authorization: shown() } })],
    ['the same twice', () => ({ authorization: shown(), headers: { Authorization: shown() } })],
    [
      'beside other things',
      () => ({ headers: { authorization: shown(), 'x-csrf-token': 'x', author: 'Lan' }, app: 1 }),
    ],
  ])('is understood: %s', async (_, payload) => {
    expect(await received(payload())).toBe('OBSERVER');
  });

  it.each([
    ['no payload', undefined],
    ['an empty one', {}],
    ['a token it does not have', { authorization: null, headers: { authorization: '' } }],
    ['a password for a proxy', { authorization: 'Basic dXNlcjpwYXNz' }],
    [
      'what is not about it',
      { app: 'hall', author: 'Lan', headers: { 'x-csrf-token': 'x', traceparent: '00-1-2-00' } },
    ],
  ])('makes it the public: %s', async (_, payload) => {
    expect(await received(payload)).toBe('PUBLIC');
  });

  it.each([
    ['authToken', () => ({ authToken: token })],
    ['token', () => ({ token })],
    ['access_token', () => ({ access_token: token })],
    ['headers.x-api-key', () => ({ headers: { 'x-api-key': token } })],
    ['X-Auth-Token', () => ({ 'X-Auth-Token': token })],
    ['jwt', () => ({ jwt: token })],
    ['a list', () => ({ authorization: [shown()] })],
    ['two of them', () => ({ authorization: shown(), headers: { authorization: 'Bearer other' } })],
  ])('is refused with the way to say it, not passed over: %s', async (_, payload) => {
    expect(await received(payload())).toEqual(misspelt);
  });

  it('is refused where it is nobody', async () => {
    for (const authorization of [`Bearer ${'x'.repeat(43)}`, 'Bearer undefined', 'Bearer '])
      expect(await received({ headers: { authorization } })).toEqual([4403, 'Forbidden']);
  });
});
