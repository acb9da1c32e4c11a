import { running } from './running';

/** Stops the PostgreSQL of this run, whose folder is removed at the end; one given by DATABASE_URL is left alone. */
export default async function teardown(): Promise<void> {
  await running.postgres?.stop();
}
