import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bucketsMs, type Histogram, latencyOf } from '../live/latency';
import type { Services } from './services';

/**
 * `/metrics`, in the text format of Prometheus, for whoever asks on this machine itself. What a proxy passes on counts
 * as coming from elsewhere, and gets 404.
 */
export function serveMetrics(app: FastifyInstance, { db, hub, connections }: Services): void {
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) return reply.code(404).send({ status: 'not found' });
    const { rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const lines = [
      ...metric('process_resident_memory_bytes', 'gauge', 'Memory of this process.', [['', rss]]),
      ...metric('process_cpu_seconds_total', 'counter', 'CPU used by this process.', [['', (user + system) / 1e6]]),
      ...metric('giaouoc_connections', 'gauge', 'Open sockets and event streams.', [['', connections.size]]),
      ...metric('giaouoc_live_groups', 'gauge', 'Groups of equal subscriptions.', [['', hub.size]]),
      ...metric('giaouoc_live_executions_total', 'counter', 'Executions for groups.', [['', hub.executions]]),
      ...metric(
        'giaouoc_live_latency_ms',
        'histogram',
        'From the time of an entry in the log to its hand-over to the sockets of a group.',
        [...latencyOf(db).all()].flatMap(([stream, histogram]) => series(stream, histogram)),
      ),
    ];
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}

type Sample = readonly [suffix: string, value: number];

function metric(name: string, type: string, help: string, samples: readonly Sample[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([suffix, value]) => `${name}${suffix} ${value}`),
  ];
}

/** Prometheus counts buckets from the beginning, each with all before it. */
function series(stream: string, { samples, sumMs, counts }: Histogram): Sample[] {
  let total = 0;
  const buckets = counts.map((count, index): Sample => {
    total += count;
    return [`_bucket{conference="${stream}",le="${bucketsMs[index] ?? '+Inf'}"}`, total];
  });
  return [...buckets, [`_sum{conference="${stream}"}`, sumMs], [`_count{conference="${stream}"}`, samples]];
}

function isLocal({ ip, headers }: FastifyRequest): boolean {
  const passedOn = headers.forwarded ?? headers['x-forwarded-for'] ?? headers.via;
  return passedOn === undefined && /^(127\.|::1$|::ffff:127\.)/.test(ip);
}
