import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type MetricsJson, textOfWorkers } from '../../src/observability/worker-metrics';

/** What one worker sends, through the JSON it travels in. */
async function sent(votes: number, idle: number): Promise<MetricsJson> {
  const registers = [new Registry()];
  new Counter({ name: 'votes_total', help: 'Votes.', registers }).inc(votes);
  const pool = new Gauge({ name: 'pool', help: 'Connections.', labelNames: ['state'], aggregator: 'omit', registers });
  pool.set({ state: 'idle' }, idle);
  new Gauge({ name: 'delay', help: 'Mean.', registers }).set(Number.NaN);
  new Histogram({ name: 'size', help: 'Sizes.', buckets: [1, 2], registers }).observe(votes);
  return JSON.parse(JSON.stringify(await registers[0]!.getMetricsAsJSON())) as MetricsJson;
}

describe('textOfWorkers', () => {
  it('makes one text of several, each metric once and each value with its worker, none left out and none added up', async () => {
    const text = await textOfWorkers([
      [1, await sent(2, 5)],
      [3, await sent(7, 0)],
    ]);
    expect(text.split('\n').filter(Boolean)).toEqual([
      '# HELP votes_total Votes.',
      '# TYPE votes_total counter',
      'votes_total{worker="1"} 2',
      'votes_total{worker="3"} 7',
      '# HELP pool Connections.',
      '# TYPE pool gauge',
      'pool{worker="1",state="idle"} 5',
      'pool{worker="3",state="idle"} 0',
      '# HELP delay Mean.',
      '# TYPE delay gauge',
      '# HELP size Sizes.',
      '# TYPE size histogram',
      'size_bucket{worker="1",le="1"} 0',
      'size_bucket{worker="1",le="2"} 1',
      'size_bucket{worker="1",le="+Inf"} 1',
      'size_sum{worker="1"} 2',
      'size_count{worker="1"} 1',
      'size_bucket{worker="3",le="1"} 0',
      'size_bucket{worker="3",le="2"} 0',
      'size_bucket{worker="3",le="+Inf"} 1',
      'size_sum{worker="3"} 7',
      'size_count{worker="3"} 1',
    ]);
  });
});
