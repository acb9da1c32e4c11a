import 'reflect-metadata';
import { startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import type { Receipt } from '../../src/log/append';
import { BallotBox } from '../../src/poll/ballot-box';

/**
 * The whole server in a process of its own. MODE: `ours` as it is; `unbatched` with a transaction for each ballot;
 * `noop` with a ballot box that answers at once and writes nothing: what the transport, GraphQL and sign-in cost.
 */
async function main(): Promise<void> {
  const mode = process.env.MODE;
  if (mode === 'noop') {
    const receipt: Receipt = { stream: '', sequence: 1, at: new Date(), kind: 'ballotCast', subject: '', digest: '' };
    BallotBox.prototype.cast = async () => receipt;
  }
  const app = await startApp(
    readConfig({
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'error',
      SOCKETS_PER_SESSION: '10000',
      CONNECTIONS_PER_ADDRESS: '20000',
      ADDRESS_UNITS_PER_SECOND: '100000000',
      SESSION_UNITS_PER_SECOND: '100000000',
    }),
  );
  if (mode === 'unbatched') Object.assign(app.services.ballotBox, { options: { together: false } });
  process.on('message', (message) => {
    if (message === 'cpu') process.send?.({ cpuMicros: process.cpuUsage().user + process.cpuUsage().system });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url: app.url });
}

void main();
