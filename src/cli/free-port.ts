import { once } from 'node:events';
import { createServer } from 'node:net';
import { listenFault } from '../errors/listen-fault';

/**
 * Listens for a moment where the server is to listen, so that a start that cannot serve makes no data folder.
 * @throws OperatorError with the cure
 */
export async function requireFreePort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    throw listenFault(error, { host, port });
  }
  await new Promise((resolve) => server.close(resolve));
}
