import 'reflect-metadata';
import { startApp } from '../../../src/app/start';
import { readConfig } from '../../../src/config/config';
import { answer } from '../children';
import { usage } from '../usage';

/** This project's own server, whole, as `giaouoc start` runs it. What changes is written by others. */
const starting = startApp(
  readConfig({ LOG_LEVEL: 'error', PORT: '0', CONNECTIONS_PER_ADDRESS: '20000', ...process.env }),
);
starting.catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

answer({
  open: async () => `${(await starting).url.replace('http', 'ws')}/graphql`,
  usage,
  executions: async () => (await starting).broker.executions,
});
