import { connect } from 'node:tls';
import WebSocket from 'ws';
import { now } from '../../clock';
import { clockFinding } from './database';
import { bad, type Finding, good, warn } from './finding';

/** Longest an answer may take, in milliseconds. */
const patienceMs = 8_000;

/**
 * Whether people reach the server at the address they are given: TLS, the proxy, WebSockets through it, and whether
 * its clock is ours. Nothing is changed there.
 */
export async function checkAddress(publicUrl: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  try {
    const response = await fetch(`${publicUrl}/readyz`, {
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'manual',
    });
    const said = await response.text();
    if (response.status !== 200 || !/ready|read only/.test(said)) {
      return [
        bad('address', `${publicUrl} answers ${response.status}`, 'Start the server, and pass everything on to it.'),
      ];
    }
    found.push(
      good('address', `${publicUrl} answers, ${publicUrl.startsWith('https:') ? 'TLS holds' : 'without TLS'}`),
    );
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header has whole seconds: its middle is compared.
    if (Number.isFinite(date)) found.push(clockFinding('clock, outside', date + 500 - now().getTime(), 'the proxy'));
  } catch (error) {
    const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    const why = cause.code ? String(cause.code) : cause.message;
    return [bad('address', `${publicUrl}: ${why}`, unknownIssuer.test(why) ? ownAuthority : elsewhere)];
  }
  if (publicUrl.startsWith('https:')) found.push(await checkCertificate(publicUrl));
  return [...found, await checkSocket(publicUrl)];
}

const elsewhere = 'See that its name leads here, and that its certificate is sound.';
/** What Node says of a certificate whose issuer it does not know. */
const unknownIssuer = /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)/;
const ownAuthority =
  'Phones do not know its issuer either. With an authority of your own (tls internal), give its root certificate to the ' +
  'devices, and to this check: NODE_EXTRA_CA_CERTS=<file> giaouoc doctor.';

/** Days a certificate should still hold; Let's Encrypt renews with thirty left. */
const calmDays = 14;
const dayMs = 86_400_000;

/** How long the certificate still holds. */
function checkCertificate(publicUrl: string): Promise<Finding> {
  const { hostname, port } = new URL(publicUrl);
  return new Promise((resolve) => {
    const options = { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false };
    const socket = connect(options, () => {
      resolve(certificateFinding(new Date(socket.getPeerCertificate().valid_to)));
      socket.destroy();
    });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('silent')));
    socket.on('error', ({ message }) => resolve(warn('certificate', `not seen: ${message}`, elsewhere)));
  });
}

/** @param until when the certificate ends */
export function certificateFinding(until: Date): Finding {
  const days = Math.floor((until.getTime() - now().getTime()) / dayMs);
  const found = `holds for ${days} days, until ${until.toISOString().slice(0, 10)}`;
  const cure = 'Renew it now (certbot renew), and see that the proxy has loaded the new one.';
  if (days < 1) return bad('certificate', found, cure);
  return days < calmDays ? warn('certificate', found, cure) : good('certificate', found);
}

/** Opens a socket as a browser does and says hello. */
function checkSocket(publicUrl: string): Promise<Finding> {
  const url = `${publicUrl.replace(/^http/, 'ws')}/graphql`;
  const cure = 'Let the proxy pass Upgrade and Connection on, and keep Host; see ops/nginx and ops/caddy.';
  return new Promise((resolve) => {
    const startedAtMs = performance.now();
    const socket = new WebSocket(url, 'graphql-transport-ws', { origin: publicUrl, handshakeTimeout: patienceMs });
    const end = (finding: Finding) => {
      clearTimeout(late);
      socket.removeAllListeners().on('error', () => undefined);
      socket.terminate();
      resolve(finding);
    };
    const late = setTimeout(() => end(bad('socket', `${url}: silent`, cure)), patienceMs);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const ms = Math.round(performance.now() - startedAtMs);
      if (!String(data).includes('connection_ack')) return end(bad('socket', `${url}: no GraphQL`, cure));
      return end(ms < 1_000 ? good('socket', `open after ${ms} ms`) : warn('socket', `open after ${ms} ms`, slow));
    });
    socket.on('close', (code) => end(bad('socket', `${url}: closed with ${code}`, cure)));
    socket.on('error', (error) => end(bad('socket', `${url}: ${error.message}`, cure)));
  });
}

const slow = 'Look at the network between here and the proxy.';
