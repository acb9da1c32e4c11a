import { Child } from './children';
import type { BenchDatabase, Voters } from './hall';
import { moment } from './tally';

/**
 * The server is killed under all its followers and started again: how long until everyone shows the newest state, which
 * has changed meanwhile, and how many executions that takes.
 */
export async function reconnectStorm(
  { url: databaseUrl }: BenchDatabase,
  voters: Voters,
  subscribers: number,
  json: boolean,
): Promise<void> {
  let server = Child.start('servers/ours', { DATABASE_URL: databaseUrl });
  const clients = Child.start('clients');
  try {
    const url = await server.ask<string>('open');
    const pollId = await voters.poll();
    await clients.ask('connect', { url, id: pollId, count: subscribers });
    await voters.vote(pollId, 0, 1, 0);
    await clients.ask('comeBack');
    await server.kill();
    const [[sequence] = [0]] = await voters.vote(pollId, 1, 1, 0);
    server = Child.start('servers/ours', { DATABASE_URL: databaseUrl, PORT: new URL(url).port });
    await server.ask<string>('open');
    const startedAt = moment();
    let status = { current: 0, reconnect: null as unknown };
    while (status.current < subscribers) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      status = await clients.ask('current', { sequence });
    }
    const seconds = (moment() - startedAt) / 1_000;
    const executions = await server.ask<number>('executions');
    if (json)
      console.log(JSON.stringify({ server: 'ours', subscribers, seconds, executions, reconnect: status.reconnect }));
    else {
      console.log(
        `${subscribers} followers were cut off by a kill; ${seconds.toFixed(1)} s after the server was back all of them had the newest state, by ${executions} execution(s). Told to wait: ${JSON.stringify(status.reconnect)}`,
      );
    }
  } finally {
    await clients.kill();
    await server.kill();
  }
}
