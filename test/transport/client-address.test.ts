import type { IncomingMessage } from 'node:http';
import { addresses } from '../../src/transport/client-address';

const request = (remoteAddress: string, forwarded: string) =>
  ({
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as never as IncomingMessage;

describe('addresses', () => {
  it('believe nobody who says that he passes something on', () => {
    expect(addresses([])(request('192.0.2.1', '198.51.100.7'))).toBe('192.0.2.1');
  });

  it('believe a trusted proxy, and nobody before it', () => {
    const addressOf = addresses(['127.0.0.1']);
    expect(addressOf(request('127.0.0.1', '203.0.113.9, 198.51.100.7'))).toBe('198.51.100.7');
    expect(addressOf(request('192.0.2.1', '198.51.100.7'))).toBe('192.0.2.1');
  });
});
