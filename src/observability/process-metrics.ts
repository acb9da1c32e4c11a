import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import { fileLimit } from '../config/file-limit';
import { counter, gauge, gaugeBy } from './instruments';

/**
 * What the process uses. prom-client's own default metrics are not taken: nothing ends what they start (an observer of
 * garbage collections, a monitor of the loop), and an app that closes leaves nothing behind.
 * @returns stops the monitor of the event loop
 */
export function measureProcess(registry: Registry): () => void {
  const memory = () => process.memoryUsage();
  gauge(registry, 'process_resident_memory_bytes', 'Memory of this process.', () => memory().rss);
  counter(registry, 'process_cpu_seconds_total', 'CPU used by this process.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge(registry, 'process_uptime_seconds', 'Since this process started.', () => process.uptime());
  gauge(registry, 'process_open_fds', 'Open files and sockets; Linux only.', openFiles);
  gauge(registry, 'process_max_fds', 'How many there may be; Linux only.', fileLimit);
  gauge(registry, 'nodejs_heap_used_bytes', 'Heap in use.', () => memory().heapUsed);
  gauge(registry, 'nodejs_heap_total_bytes', 'Heap taken.', () => memory().heapTotal);
  gauge(registry, 'nodejs_external_memory_bytes', 'Memory of buffers.', () => memory().external);
  return measureLoop(registry);
}

function measureLoop(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const help = 'How late the event loop came, since the last scrape.';
  gaugeBy(registry, 'quantile', 'nodejs_eventloop_delay_seconds', help, () => {
    const values = { 0.5: delay.percentile(50) / 1e9, 0.99: delay.percentile(99) / 1e9, 1: delay.max / 1e9 };
    delay.reset();
    return values;
  });
  return () => delay.disable();
}

function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}
