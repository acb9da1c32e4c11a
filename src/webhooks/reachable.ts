import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Nobody's on the Internet. Source: IANA IPv4 Special-Purpose Address Registry; multicast; 240.0.0.0/4 */
const special4: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All of IPv6 that is for everybody; what maps IPv4, link-local and unique local addresses lie outside. */
const global6 = '2000::/3';
/** Within it: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4 address. */
const special6: readonly string[] = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Finds the addresses of a name, as `dns.lookup` with `all` does. */
export type Resolve = (
  name: string,
  options: { readonly all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Which addresses webhooks are sent to: those of the Internet, and private ones of networks the operator has named. */
export class Reachable {
  private readonly allowed: BlockList;
  private readonly special = listOf([...special4, ...special6]);
  private readonly global = listOf([global6]);

  /** @param networks addresses and networks in CIDR form that are allowed beside the Internet */
  constructor(
    networks: readonly string[],
    private readonly resolve: Resolve = systemLookup,
  ) {
    this.allowed = listOf(networks);
  }

  /** Why nothing is sent to an address, or null. @param address without brackets */
  fault(address: string): string | null {
    const bare = address.replace(/%.*$/, '');
    const version = isIP(bare);
    if (version === 0) return `${address} is no address`;
    const type = version === 4 ? 'ipv4' : 'ipv6';
    if (this.allowed.check(bare, type)) return null;
    const isOfInternet = !this.special.check(bare, type) && (version === 4 || this.global.check(bare, type));
    return isOfInternet ? null : `${bare} is not an address of the Internet, and WEBHOOK_NETWORKS does not name it`;
  }

  /**
   * For the connection itself to find its address by, so that what is looked at is what is connected to. One address of
   * a name that may not be reached shuts the name out.
   */
  readonly lookup: LookupFunction = (name, options, answer) => {
    this.resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      const fault = error ? null : (addresses.map(({ address }) => this.fault(address)).find(Boolean) ?? null);
      if (error || fault !== null || !first) {
        answer(error ?? new Error(fault ?? `${name} has no address`), '', 0);
      } else if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, type);
    else list.addSubnet(address, Number(bits), type);
  }
  return list;
}
