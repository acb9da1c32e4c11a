import { bearerOf, credentialsOf, sessionCookie } from '../../src/transport/credentials';

describe('credentialsOf', () => {
  it.each([
    [{ authorization: 'Bearer abc' }, { token: 'abc', by: 'bearer' }],
    [
      { authorization: 'bearer abc', cookie: 'giaouoc=def' },
      { token: 'abc', by: 'bearer' },
    ],
    [{ authorization: 'nonsense' }, { token: 'nonsense', by: 'bearer' }],
    [
      { authorization: 'Basic dXNlcjpwYXNz', cookie: 'giaouoc=def' },
      { token: 'def', by: 'cookie' },
    ],
    [{ cookie: 'other=1; giaouoc=def' }, { token: 'def', by: 'cookie' }],
    [{}, { token: null, by: 'none' }],
  ])('reads %j', (headers, expected) => {
    expect(credentialsOf(headers, false)).toEqual(expected);
  });

  it('takes the cookie behind TLS by its own name only', () => {
    expect(credentialsOf({ cookie: 'giaouoc=def' }, true).token).toBeNull();
    expect(credentialsOf({ cookie: '__Host-giaouoc=def' }, true).token).toBe('def');
  });

  it('takes nothing that is no text', () => {
    for (const value of [undefined, null, 1, {}, ['Bearer abc'], '']) expect(bearerOf(value)).toBeNull();
  });
});

describe('sessionCookie', () => {
  it('is kept from scripts, other sites and other hosts', () => {
    const cookie = sessionCookie('abc', new Date(0), true);
    expect(cookie).toMatch(/^__Host-giaouoc=abc; Path=\/;/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
  });
});
