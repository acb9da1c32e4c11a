/** One value: what follows the name, such as `{state="away"}`, and the number. */
export type Sample = readonly [suffix: string, value: number];

/** A count for each bucket, as Prometheus reads it. */
export interface Buckets {
  /** Upper ends, in the unit of the metric. */
  readonly ends: readonly number[];
  /** One for each end and one more for what was beyond. Not cumulative. */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** The lines of one metric. Source: Prometheus text format 0.0.4 */
export function metric(name: string, type: string, help: string, samples: readonly Sample[]): readonly string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([suffix, value]) => `${name}${suffix} ${value}`),
  ];
}

/** The samples of one histogram; `labels` such as `kind="query"`, or nothing. Buckets are counted from the beginning. */
export function histogram(labels: string, { ends, counts, sum }: Buckets): readonly Sample[] {
  const comma = labels ? `${labels},` : '';
  const own = labels ? `{${labels}}` : '';
  let total = 0;
  const buckets = counts.map((count, index): Sample => {
    total += count;
    return [`_bucket{${comma}le="${ends[index] ?? '+Inf'}"}`, total];
  });
  return [...buckets, [`_sum${own}`, sum], [`_count${own}`, total]];
}

/**
 * Several texts as one, each sample with one more label that tells whose it is. The lines of one metric stand together,
 * as the format wants it.
 */
export function labelled(label: string, texts: readonly (readonly [value: number, text: string])[]): string {
  const heads = new Map<string, Set<string>>();
  const samples = new Map<string, string[]>();
  for (const [value, text] of texts) {
    let name = '';
    for (const line of text.split('\n')) {
      if (line.startsWith('#')) {
        name = line.split(' ', 3)[2] ?? '';
        heads.set(name, (heads.get(name) ?? new Set()).add(line));
      } else if (line) {
        samples.set(name, [...(samples.get(name) ?? []), withLabel(line, `${label}="${value}"`)]);
      }
    }
  }
  const lines = [...heads].flatMap(([name, head]) => [...head, ...(samples.get(name) ?? [])]);
  return `${lines.join('\n')}\n`;
}

function withLabel(sample: string, label: string): string {
  const [name = ''] = /^\w+/.exec(sample) ?? [];
  const rest = sample.slice(name.length);
  return rest.startsWith('{') ? `${name}{${label},${rest.slice(1)}` : `${name}{${label}}${rest}`;
}

/** Counts values into buckets. */
export class Tallied implements Buckets {
  readonly counts: number[];
  sum = 0;

  constructor(readonly ends: readonly number[]) {
    this.counts = new Array<number>(ends.length + 1).fill(0);
  }

  add(value: number): void {
    const found = this.ends.findIndex((end) => value <= end);
    const bucket = found < 0 ? this.ends.length : found;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }
}
