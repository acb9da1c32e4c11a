import { ConnectionLimiter } from '../../src/limits/connection-limiter';

const enter = (connectionLimiter: ConnectionLimiter, address: string): string => {
  try {
    connectionLimiter.enter(address);
    return 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('ConnectionLimiter', () => {
  it('lets each address hold so many, and all together so many', () => {
    const connectionLimiter = new ConnectionLimiter({ maxConnections: 3, connectionsPerAddress: 2 });
    expect(
      ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'].map((one) => enter(connectionLimiter, one)),
    ).toEqual(['in', 'in', 'TOO_MANY_CONNECTIONS', 'in', 'BUSY']);
  });

  it('has room again for each that leaves, once', () => {
    const connectionLimiter = new ConnectionLimiter({ maxConnections: 1, connectionsPerAddress: 1 });
    const leave = connectionLimiter.enter('192.0.2.1');
    leave();
    leave();
    expect(connectionLimiter.size).toBe(0);
    expect([enter(connectionLimiter, '192.0.2.1'), enter(connectionLimiter, '192.0.2.1')]).toEqual(['in', 'BUSY']);
  });
});
