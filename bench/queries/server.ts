import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { createYoga } from 'graphql-yoga';
import mercurius from 'mercurius';
import { startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { makeSchema } from '../../src/schema';
import { aContext } from '../../test/support/context';

/**
 * One server over the database in DATABASE_URL. MODE: `ours` as it is; `no-reuse` without its result cache; `compiled` the same
 * with JIT;
 * `mercurius` with JIT from the first request on, and `yoga`, with the same schema, resolvers and pool of connections.
 */
async function main(): Promise<void> {
  const url = await start(process.env.MODE ?? 'ours', process.env.DATABASE_URL ?? '');
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicros: user + system, rssMb: process.memoryUsage().rss / 1_048_576 });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}

async function start(mode: string, databaseUrl: string): Promise<string> {
  if (mode === 'mercurius') return startMercurius(await connect(databaseUrl, [...entities], 10));
  if (mode === 'yoga') return startYoga(await connect(databaseUrl, [...entities], 10));
  const reuse = mode === 'ours' ? {} : { RESULT_CACHE_BYTES: '0', JIT: mode === 'compiled' ? 'on' : 'off' };
  const app = await startApp(
    readConfig({ DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'error', DEMO: 'off', ...unhindered, ...reuse }),
  );
  return app.url;
}

/** One client asks for everything here. */
const unhindered = { ADDRESS_UNITS_PER_SECOND: '100000000' };

async function startMercurius(db: Database): Promise<string> {
  const app = Fastify({ logger: false });
  await app.register(mercurius, { schema: makeSchema(), jit: 1, context: () => contextOf(db) as never });
  return app.listen({ host: '127.0.0.1', port: 0 });
}

async function startYoga(db: Database): Promise<string> {
  const yoga = createYoga({
    schema: makeSchema(),
    context: () => contextOf(db) as never,
    logging: false,
    graphiql: false,
  });
  const server = createServer(yoga);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function contextOf(db: Database): Context {
  return aContext(db, publicViewer);
}

void main();
