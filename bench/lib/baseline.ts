import type { AddressInfo, Server } from 'node:net';
import { answer } from './children';
import { Ticker } from './tally';
import { usage } from './usage';

/** Makes this process a server of the comparison: listens, and publishes changes when asked. */
export function runBaseline(server: Server, publish: (sequence: number) => unknown): void {
  const ticker = new Ticker(publish);
  answer({
    async open() {
      if (!server.listening)
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 1_024, () => resolve()));
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    },
    usage,
    run: (parts: { changes: number; everyMs: number }) => ticker.run(parts),
  });
}
