import { aServer, type TestServer } from '../support/server';
import type { PictureState } from './picture-states';
import { type Assembly, anAssembly } from './support/assembly';
import type { Watched } from './support/browser';

let server: Promise<TestServer> | null = null;

/** Ends the server that these pictures are taken of. */
export async function closeAssemblies(): Promise<void> {
  await (await server)?.close();
}

export type Prepare = (assembly: Assembly) => Promise<unknown>;
export type Lead = (watched: Watched, assembly: Assembly) => Promise<unknown>;
export type AssemblyOptions = NonNullable<Parameters<typeof anAssembly>[1]>;

/** A state with an assembly of its own, prepared once for all its pictures, on a server that phones are told the way to. */
export function assemblyState(name: string, prepare: Prepare, lead: Lead, options: AssemblyOptions = {}): PictureState {
  let prepared: Promise<Assembly> | null = null;
  const make = async () => {
    server ??= aServer(
      { PUBLIC_URL: 'https://hoinghi.example.vn', PRODUCTION: 'off', SECURE_COOKIE: 'off' },
      'shipped',
    );
    const assembly = await anAssembly(await server, options);
    await prepare(assembly);
    return assembly;
  };
  return {
    name,
    async open(watched) {
      prepared ??= make();
      await lead(watched, await prepared);
    },
  };
}

/** Nothing has happened yet. */
export const nothing: Prepare = () => Promise.resolve();
