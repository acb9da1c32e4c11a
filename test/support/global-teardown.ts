import { rm } from 'node:fs/promises';
import { running } from './running';

/** Stops the PostgreSQL of this run and removes its folder; one given by DATABASE_URL is left alone. */
export default async function teardown(): Promise<void> {
  await running.postgres?.stop();
  if (running.folder) await rm(running.folder, { recursive: true, force: true });
}
