import { availableParallelism } from 'node:os';
import { isAbsolute } from 'node:path';
import { readConfig } from '../../src/config/config';
import { settings } from '../../src/config/settings';
import { OperatorError } from '../../src/errors/operator-error';

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('readConfig', () => {
  it('needs nothing to be set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      publicUrl: null,
      origins: [],
      secureCookie: false,
      demo: true,
      bodyLimitBytes: 65_536,
      logLevel: 'info',
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.dataDir).toMatch(/[\\/]\.giaouoc$/);
    expect(config.dataDir).not.toMatch(/dist|src/);
  });

  it('reads each setting', () => {
    expect(
      readConfig({
        HOST: '0.0.0.0',
        PRODUCTION: 'off',
        PROXIES: '127.0.0.1, 172.16.0.0/12',
        METRICS_TOKEN: 'abcdefghijklmnopqrstuvwx',
        PORT: ' 0 ',
        PUBLIC_URL: 'https://Hoinghi.example.vn/',
        ORIGINS: 'https://a.example.vn, http://b.example.vn:8080',
        DATABASE_URL: 'postgres://u:p@db/giaouoc',
        DATA_DIR: 'there',
        COALESCE_MS: '0',
        LOG_LEVEL: 'DEBUG',
        DEMO: 'on',
      }),
    ).toMatchObject({
      host: '0.0.0.0',
      production: false,
      proxies: ['127.0.0.1', '172.16.0.0/12'],
      metricsToken: 'abcdefghijklmnopqrstuvwx',
      port: 0,
      publicUrl: 'https://hoinghi.example.vn',
      origins: ['https://a.example.vn', 'http://b.example.vn:8080'],
      databaseUrl: 'postgres://u:p@db/giaouoc',
      dataDir: expect.stringMatching(/^\/.*\/there$/),
      coalesceMs: 0,
      logLevel: 'debug',
      secureCookie: true,
      demo: true,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  it('prepares no demonstration on a database of its own choosing, unless told to', () => {
    const DATABASE_URL = 'postgres://db/giaouoc';
    expect(readConfig({ DATABASE_URL }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL, DEMO: 'yes' }).demo).toBe(true);
    expect(readConfig({ DEMO: 'off' }).demo).toBe(false);
  });

  it('lets SECURE_COOKIE outvote PUBLIC_URL', () => {
    const PUBLIC_URL = 'https://hoinghi.example.vn';
    expect(readConfig({ PUBLIC_URL, SECURE_COOKIE: 'off', PRODUCTION: 'off' }).secureCookie).toBe(false);
    expect(readConfig({ SECURE_COOKIE: 'on' }).secureCookie).toBe(true);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('names all wrong variables at once, each with its value and the cure', () => {
    expect(messageOf({ PORT: '80000', MAX_DEPTH: 'deep', DEMO: 'perhaps', HOST: '::1' })).toBe(
      [
        'The settings cannot be used.',
        'PORT is "80000": write a whole number from 0 to 65535.',
        'MAX_DEPTH is "deep": write a whole number from 1 to 100.',
        'DEMO is "perhaps": write on or off.',
      ].join('\n'),
    );
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['PORT', '0x50'],
    ['ACT_POOL_SIZE', '1'],
    ['READ_POOL_SIZE', '5'],
    ['PROXIES', 'proxy.example.vn'],
    ['PROXIES', '10.0.0.0/33'],
    ['PUBLIC_URL', 'hoinghi.example.vn'],
    ['PUBLIC_URL', 'https://hoinghi.example.vn/path'],
    ['PUBLIC_URL', 'ftp://hoinghi.example.vn'],
    ['ORIGINS', 'https://a.example.vn,*'],
    ['LOG_LEVEL', 'loud'],
    ['WORKERS', '0'],
    ['WORKERS', 'many'],
  ])('refuses %s=%s', (name, value) => {
    expect(messageOf({ [name]: value })).toContain(`${name} is ${JSON.stringify(value)}: write `);
  });

  it('wants all settings of sign-in by OpenID, or none', () => {
    const whole = {
      OIDC_ISSUER: 'https://id.example.vn/realms/tinh',
      OIDC_CLIENT_ID: 'giaouoc',
      OIDC_CLIENT_SECRET: 'x9-Kq2',
      PUBLIC_URL: 'https://hoinghi.example.vn',
    };
    expect(readConfig(whole)).toMatchObject({ oidcIssuer: whole.OIDC_ISSUER, oidcClientId: 'giaouoc' });
    for (const name of Object.keys(whole)) {
      const message = messageOf({ ...whole, [name]: '' });
      expect(message).toContain(`${name} is not set: sign-in by OpenID wants it`);
      expect(message).not.toContain('x9-Kq2');
    }
    for (const issuer of ['id.example.vn', 'ftp://id.example.vn'])
      expect(
        messageOf({ ...whole, OIDC_ISSUER: issuer })
          .split('\n')
          .slice(1),
      ).toEqual([expect.stringContaining(`OIDC_ISSUER is "${issuer}"`)]);
  });

  it('keeps the keys of secret polls beside the data, and refuses to have them among it', () => {
    expect(readConfig({ DATA_DIR: '/srv/du-lieu' }).ballotKeys).toBe('/srv/du-lieu-ballot-keys');
    expect(readConfig({ DATA_DIR: '/srv/du-lieu', BALLOT_KEYS: '/run/khoa' }).ballotKeys).toBe('/run/khoa');
    for (const inside of ['/srv/du-lieu', '/srv/du-lieu/khoa', '/srv/a/../du-lieu/khoa', '/srv/du-lieu/..khoa'])
      expect(messageOf({ DATA_DIR: '/srv/du-lieu', BALLOT_KEYS: inside })).toContain('name a folder outside DATA_DIR');
  });

  it('takes one worker for each core when told to decide', () => {
    expect(readConfig({ WORKERS: 'auto' }).workers).toBe(availableParallelism());
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:hunter2@db/x'],
    ['REDIS_URL', 'http://u:hunter2@cache:6379'],
    ['REDIS_URL', 'redis://u:hunter2@cache:6379/zero'],
  ])('never repeats a wrong %s, which may hold a password', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain('hunter2');
  });
});

describe('settings', () => {
  it('have names, units and meanings', () => {
    const rows = Object.values(settings);
    for (const row of rows) {
      expect(row.name).toMatch(/^[A-Z][A-Z_]+$/);
      expect(row.unit).not.toBe('');
      expect(row.meaning).toMatch(/\.$/);
    }
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });
});

describe('readConfig in production', () => {
  const safe = { HOST: '0.0.0.0', PUBLIC_URL: 'https://hoinghi.example.vn' };

  it('is on where other machines reach the server, unless told otherwise', () => {
    expect(readConfig({}).production).toBe(false);
    expect(readConfig({ HOST: 'localhost' }).production).toBe(false);
    expect(readConfig({ HOST: '::1' }).production).toBe(false);
    expect(readConfig({ HOST: '127.8.9.10' }).production).toBe(false);
    expect(readConfig({ PUBLIC_URL: safe.PUBLIC_URL }).production).toBe(true);
    expect(readConfig(safe).production).toBe(true);
    expect(readConfig({ HOST: '0.0.0.0', PRODUCTION: 'off' }).production).toBe(false);
    expect(messageOf({ PRODUCTION: 'on' })).toContain('PUBLIC_URL is not set');
  });

  it('allows the embedded PostgreSQL, and prepares no rehearsal with codes', () => {
    expect(readConfig(safe)).toMatchObject({ databaseUrl: null, demo: false, secureCookie: true });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no TLS in front', { PUBLIC_URL: 'http://10.0.0.1:4000' }, 'PUBLIC_URL is "http://10.0.0.1:4000"'],
    ['no word of what is in front', { PUBLIC_URL: '' }, 'PUBLIC_URL is not set'],
    ['cookies without TLS', { SECURE_COOKIE: 'off' }, 'SECURE_COOKIE is off'],
    ['codes printed at each start', { DEMO: 'on' }, 'DEMO is on'],
    [
      'a provider without TLS',
      { OIDC_ISSUER: 'http://id.vn', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
      'OIDC_ISSUER is not https',
    ],
    ['faults on no record', { LOG_LEVEL: 'silent' }, 'LOG_LEVEL is "silent"'],
    ['pages without TLS', { ORIGINS: 'https://a.vn,http://b.vn' }, 'ORIGINS has "http://b.vn"'],
    ['a database across the network without TLS', { DATABASE_URL: 'postgres://g:x9-Kq2@db.vn/g' }, 'another machine'],
    ['the first password', { DATABASE_URL: 'postgres://g:postgres@127.0.0.1/g' }, 'guessed first'],
    ['the name as password', { DATABASE_URL: 'postgres://hoinghi:hoinghi@127.0.0.1/g' }, 'guessed first'],
  ])('refuses %s, and names the way out', (_what, env, part) => {
    const message = messageOf({ ...safe, ...env });
    expect(message).toContain(part);
    expect(message).toContain('PRODUCTION=off');
    expect(message).not.toMatch(/x9-Kq2/);
    expect(() => readConfig({ ...safe, ...env, PRODUCTION: 'off' })).not.toThrow();
  });

  it('shows no token that is wrong', () => {
    expect(messageOf({ METRICS_TOKEN: 'too-short' })).toContain('METRICS_TOKEN is not shown: write 20 to 200');
  });

  it('takes the word of an operator who turns TLS to the database on or off himself', () => {
    for (const mode of ['verify-full', 'disable']) {
      const DATABASE_URL = `postgres://g:x9-Kq2@db.vn/g?sslmode=${mode}`;
      expect(readConfig({ ...safe, DATABASE_URL }).production).toBe(true);
    }
    const onSocket = 'postgres://g@localhost/g?host=%2Frun%2Fpostgresql';
    expect(readConfig({ ...safe, DATABASE_URL: onSocket }).production).toBe(true);
  });
});
