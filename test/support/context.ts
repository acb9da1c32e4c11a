import { contextServices } from '../../src/app/services';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import {
  type Context,
  type ContextParts,
  type ContextServices,
  makeContext,
  serverItself,
} from '../../src/graphql/context';
import { keysFolder } from './ballot-keys';

const made = new WeakMap<Database, ContextServices>();

/** The services a test's acts on this database share. */
export function servicesOf(db: Database): ContextServices {
  const services = made.get(db) ?? contextServices(db, { ballotKeys: keysFolder });
  made.set(db, services);
  return services;
}

/** What resolvers get, without a transport. */
export function aContext(db: Database, viewer: Viewer, parts: Partial<ContextParts> = {}): Context {
  return makeContext({ db, services: servicesOf(db), viewer, requestId: 'test', caller: serverItself, ...parts });
}
