import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** How clients reach the server; stays the same while it is restarted, so that pools find it again. */
export interface Address {
  /** The folder of the unix socket. It is private, and that is the guard: there is no password. */
  readonly host: string;
  /** Part of the socket's name. No port of the network is opened. */
  readonly port: number;
}

/** The port of a new server. Any would do, as each has a folder of its own. */
export const socketPort = 5432;

/** The role made with the data; it may do everything. */
export const superuser = 'postgres';

/** For pg and for typeorm. The host stands in the query, where pg reads a socket's folder; typeorm passes the whole url on. */
export function urlOf({ host, port }: Address, database: string): string {
  return `postgres://${superuser}@localhost:${port}/${database}?host=${encodeURIComponent(host)}&sslmode=disable`;
}

/** Lends a connection to one database of the server. @throws when the server does not answer within 10 s */
export async function withClient<T>(
  { host, port }: Address,
  database: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  // TLS is refused outright, because PGSSLMODE in the environment would ask a unix socket for it.
  const client = new Client({ host, port, user: superuser, database, ssl: false, connectionTimeoutMillis: 10_000 });
  // A server that dies while we are connected also reports to the client, where nobody would catch it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Removes the socket a killed server left, and its lock, by which PostgreSQL would take another program with its number
 * for the old server. Call it when no server of ours lives: the socket's folder is ours alone.
 */
export function clearSocket({ host, port }: Address): void {
  for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(host, name), { force: true });
}

/** Removes the folder of a server that has ended. Left behind it harms nobody: the next start uses it again. */
export function removeSocketFolder(address: Address): void {
  try {
    clearSocket(address);
    rmdirSync(address.host);
  } catch {
    // It holds something that is not ours, or is gone already.
  }
}
