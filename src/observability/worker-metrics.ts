import { AggregatorRegistry, type Registry } from 'prom-client';

/** The metrics of one process, as they travel between workers. */
export type MetricsJson = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** What each worker says, by its number; numbers are not used again. */
export type WorkerMetrics = readonly (readonly [worker: number, metrics: MetricsJson])[];

/** The metrics of several workers as one text: each metric once, and each of its values with the number of its worker. */
export function textOfWorkers(all: WorkerMetrics): Promise<string> {
  const labelled = all.map(([worker, metrics]) =>
    metrics.map((metric) => ({
      ...metric,
      // Nothing is added up: the label tells all values apart.
      aggregator: 'first',
      values: metric.values
        // A value that is no number comes out of JSON as null.
        .filter(({ value }) => value !== null)
        .map((sample) => ({ ...sample, labels: { worker, ...sample.labels } })),
    })),
  );
  return AggregatorRegistry.aggregate(labelled).metrics();
}
