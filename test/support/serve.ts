import 'reflect-metadata';
import { startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';

/** A server in a process of its own, for tests that kill it: says its address on a line when it is ready. */
startApp(readConfig(process.env)).then(
  (app) => process.stdout.write(`ready ${app.url}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
