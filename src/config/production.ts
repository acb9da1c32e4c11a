import { BlockList, isIP } from 'node:net';
import type { Given } from './settings';

const loopback = loopbackAddresses();

function loopbackAddresses(): Pick<BlockList, 'check'> {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8);
  list.addAddress('::1', 'ipv6');
  return list;
}

/** Whether only this machine itself reaches an address of this name. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return bare === 'localhost' || (isIP(bare) > 0 && loopback.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4'));
}

/** Words that are tried first by whoever guesses. */
const guessed = new Set(['postgres', 'password', 'passwd', 'secret', 'giaouoc', 'admin', 'root', 'changeme', '123456']);

/**
 * What must not be so where other machines reach the server, a line each with its cure; empty when all is safe.
 * The embedded PostgreSQL is no fault: it keeps what was acknowledged as one of your own does (docs/decisions/0007).
 */
export function unsafeSettings(given: Given): readonly string[] {
  const { publicUrl, secureCookie, demo, logLevel, origins, databaseUrl, oidcIssuer } = given;
  const unsafe: string[] = [];
  if (!publicUrl?.startsWith('https:')) {
    unsafe.push(
      `PUBLIC_URL is ${publicUrl ? JSON.stringify(publicUrl) : 'not set'}: badge codes, sessions and ballots would ` +
        'travel readable. Put a proxy with TLS before the server (ops/caddy, ops/nginx) and write its https address.',
    );
  }
  if (secureCookie === false) {
    unsafe.push('SECURE_COOKIE is off: browsers would send sessions without TLS. Leave it out.');
  }
  if (oidcIssuer?.startsWith('http:')) {
    unsafe.push('OIDC_ISSUER is not https: whoever is between could sign in as anybody. Write its https address.');
  }
  if (demo) unsafe.push('DEMO is on: each start would print badge codes that let anyone in. Leave it out.');
  if (logLevel === 'silent') unsafe.push('LOG_LEVEL is "silent": no fault would be on record. Write error or info.');
  for (const origin of origins.filter((each) => each.startsWith('http:'))) {
    unsafe.push(`ORIGINS has ${JSON.stringify(origin)}: whoever is between could act as its users. Write https.`);
  }
  return databaseUrl === null ? unsafe : [...unsafe, ...unsafeDatabase(new URL(databaseUrl))];
}

function unsafeDatabase(url: URL): readonly string[] {
  const unsafe: string[] = [];
  const host = url.searchParams.get('host') ?? url.hostname;
  const onThisMachine = host === '' || host.startsWith('/') || isLoopback(host);
  if (!onThisMachine && !url.searchParams.has('sslmode') && !url.searchParams.has('ssl')) {
    unsafe.push(
      'DATABASE_URL leads to another machine without TLS: add ?sslmode=verify-full; or ?sslmode=disable, where nobody ' +
        'else is on the network between.',
    );
  }
  const password = decodeURIComponent(url.password).toLowerCase();
  if (password && (guessed.has(password) || password === decodeURIComponent(url.username).toLowerCase())) {
    unsafe.push('DATABASE_URL has a password that is guessed first: give the user another one.');
  }
  return unsafe;
}
