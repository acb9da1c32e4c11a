import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Reachable } from './reachable';

/** Longest a receiver may take for its answer, in milliseconds. */
const patienceMs = 10_000;
/** Bytes of an answer that are read, and thrown away, to keep the connection; one that says more is cut. */
const answerBytes = 16_384;
/** Connections to one receiver; a second is opened while an answer trickles in. */
const connections = 2;

/** Sends messages to receivers over connections that it keeps. Redirects are not followed: they are answers like others. */
export class Post {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: connections }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: connections }),
  };

  constructor(
    private readonly reachable: Reachable,
    private readonly httpsOnly: boolean,
  ) {}

  /**
   * Posts JSON.
   * @returns the status of the answer
   * @throws Error saying why there is none: the address may not be reached, nobody answers, or not in time
   */
  async send(
    address: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<number> {
    const url = new URL(address);
    const isHttps = url.protocol === 'https:';
    if (this.httpsOnly && !isHttps) throw new Error('only https is sent to');
    // A name that is an address is connected to without being looked up.
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const fault = isIP(host) ? this.reachable.fault(host) : null;
    if (fault) throw new Error(fault);
    const late = AbortSignal.timeout(patienceMs);
    return new Promise((resolve, reject) => {
      const request = (isHttps ? https : http).request(url, {
        method: 'POST',
        agent: this.agents[isHttps ? 'https:' : 'http:'],
        lookup: this.reachable.lookup,
        signal: AbortSignal.any([signal, late]),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'giaouoc-webhooks',
        },
      });
      request.on('error', (error) => reject(late.aborted ? new Error(`no answer in ${patienceMs / 1_000} s`) : error));
      request.on('response', (response) => {
        resolve(response.statusCode ?? 0);
        let left = answerBytes;
        response.on('error', () => undefined);
        response.on('data', (chunk: Buffer) => {
          left -= chunk.length;
          if (left < 0) response.destroy();
        });
      });
      request.end(body);
    });
  }

  /** Closes the connections that are kept. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}
