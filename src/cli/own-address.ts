import type { Config } from '../config/config';

/** Where a server of these settings is reached from this machine, such as `http://localhost:4000`; null on a port of chance. */
export function ownAddress({ host, port }: Pick<Config, 'host' | 'port'>): string | null {
  if (port === 0) return null;
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
