import 'reflect-metadata';
import { startApp } from '../app/start';
import { readConfig } from '../config/config';
import { explain } from './explain';
import { isMetricsWord, MetricsPost } from './worker-metrics';
import type { WorkerWord } from './workers';

/**
 * The program of one worker. It serves until its primary says so, it gets SIGTERM, or the primary is gone: killed, it
 * takes its workers with it.
 */
async function work(): Promise<void> {
  // Of a terminal, which sends them to everybody at once; the primary tells when to close.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
  const told = new Promise<void>((resolve) => {
    process.on('message', (word) => word === 'close' && resolve());
    process.on('SIGTERM', () => resolve());
  });
  process.once('disconnect', () => process.exit(1));
  try {
    const metrics = new MetricsPost(tell);
    const app = await startApp(readConfig(process.env), { prepared: true, allMetrics: metrics.all });
    process.on('message', (word) => isMetricsWord(word) && metrics.hear(word, app.metrics));
    tell({ url: app.url });
    await told;
    await app.close();
    process.exit(0);
  } catch (error) {
    const { lines } = explain(error);
    process.send?.({ failed: lines.join('\n') } satisfies WorkerWord, () => process.exit(1));
  }
}

function tell(word: WorkerWord): void {
  process.send?.(word, () => undefined);
}

void work();
