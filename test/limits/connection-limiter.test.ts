import { Admission } from '../../src/limits/connection-limiter';

const enter = (admission: Admission, address: string): string => {
  try {
    admission.enter(address);
    return 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('Admission', () => {
  it('lets each address hold so many, and all together so many', () => {
    const admission = new Admission({ maxConnections: 3, connectionsPerAddress: 2 });
    expect(
      ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'].map((one) => enter(admission, one)),
    ).toEqual(['in', 'in', 'TOO_MANY_CONNECTIONS', 'in', 'BUSY']);
  });

  it('has room again for each that leaves, once', () => {
    const admission = new Admission({ maxConnections: 1, connectionsPerAddress: 1 });
    const leave = admission.enter('192.0.2.1');
    leave();
    leave();
    expect(admission.size).toBe(0);
    expect([enter(admission, '192.0.2.1'), enter(admission, '192.0.2.1')]).toEqual(['in', 'BUSY']);
  });
});
