import { Counter, Histogram, type Registry } from 'prom-client';
import { bucketsMs, type LatencyObserver } from '../subscriptions/delivery-latency';

/** Upper ends of the buckets, in ballots. */
const batchEnds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** The histogram of ballots written together. @returns what is told of each batch, by its number of ballots */
export function measureBatches(registry: Registry): (ballots: number) => void {
  const sizes = new Histogram({
    name: 'giaouoc_ballot_batch_size',
    help: 'Ballots written together in one transaction; the sum is all ballots, refused ones too.',
    buckets: batchEnds,
    registers: [registry],
  });
  return (ballots) => sizes.observe(ballots);
}

/** The histogram of delays, for as many logs as the observed keeps apart. */
export function measureLatency(registry: Registry): LatencyObserver {
  const delays = new Histogram({
    name: 'giaouoc_live_latency_ms',
    help: 'From the time of an entry in the log to its hand-over to the sockets of a group.',
    labelNames: ['conference'],
    buckets: [...bucketsMs],
    registers: [registry],
  });
  return {
    measured: (conference, ms) => delays.observe({ conference }, ms),
    forgotten: (conference) => delays.remove({ conference }),
  };
}

/** Counts tries to send to receivers of webhooks. @returns what is told of each try */
export function measureTries(registry: Registry): (outcome: 'taken' | 'failed') => void {
  const tries = new Counter({
    name: 'giaouoc_webhook_tries_total',
    help: 'Tries to send an entry to a receiver, by what came of them.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['taken', 'failed']) tries.inc({ outcome }, 0);
  return (outcome) => tries.inc({ outcome });
}
