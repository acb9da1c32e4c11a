import type { LookupAddress } from 'node:dns';
import { Reachable } from '../../src/webhooks/reachable';

const internet = new Reachable([]);

/** What a connection to `name` is told, when the name has these addresses. */
function told(addresses: readonly string[], networks: readonly string[] = []) {
  const found = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
  const reachable = new Reachable(networks, (_name, _options, answer) => answer(null, found));
  const ask = (all: boolean) =>
    new Promise<unknown>((resolve) => {
      reachable.lookup('receiver.example', { all }, (error, address) => resolve(error ? error.message : address));
    });
  return { one: () => ask(false), all: () => ask(true) };
}

describe('an address that webhooks are sent to', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.0', '223.255.255.255', '2606:4700::1111', '2a00::1'])(
    'may be of the Internet: %s',
    (address) => {
      expect(internet.fault(address)).toBeNull();
    },
  );

  it.each([
    ...['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::', '10.1.2.3', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '100.64.0.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1'],
    ...['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1', '240.0.0.1', '198.18.0.1', '192.0.2.1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', 'x', ''],
  ])('is no private, loopback, link-local, multicast or reserved one, however it is written: %s', (address) => {
    expect(internet.fault(address)).not.toBeNull();
  });

  it('may be of a network that the operator has named, and of no other', () => {
    const reachable = new Reachable(['10.1.2.0/24', '::1', 'fd00::/8']);
    expect(['10.1.2.3', '::1', 'fd00::5'].map((address) => reachable.fault(address))).toEqual([null, null, null]);
    for (const address of ['10.1.3.1', '127.0.0.1', 'fe80::1']) expect(reachable.fault(address)).toContain(address);
  });
});

describe('the look-up of a connection', () => {
  it('gives the addresses of the name', async () => {
    expect(await told(['1.1.1.1']).one()).toBe('1.1.1.1');
    expect(await told(['1.1.1.1', '2606:4700::1111']).all()).toHaveLength(2);
  });

  it('gives none of a name that has one address that may not be reached', async () => {
    for (const answer of [told(['1.1.1.1', '10.0.0.1']).all(), told(['10.0.0.1']).one()]) {
      expect(await answer).toContain('10.0.0.1 is not an address of the Internet');
    }
    expect(await told([]).one()).toBe('receiver.example has no address');
  });
});
