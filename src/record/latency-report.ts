import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import { bucketsMs, type Histogram, quantileMs } from '../subscriptions/delivery-latency';

@ObjectType({ description: 'How many changes took at most so long.' })
export class LatencyBucket {
  @Field(() => Int, { nullable: true, description: 'Milliseconds; null for the last one, which has no end.' })
  upToMs: number | null;

  @Field(() => Int, { description: 'Changes that took longer than the bucket before and at most this long.' })
  count: number;
}

@ObjectType({
  description:
    'How long changes took from being written to being handed to the sockets of all who follow, on the node that answers, since it started.',
})
export class LatencyReport {
  @Field(() => Int, { description: 'Changes measured, once for each group of equal subscriptions.' })
  samples: number;

  @Field(() => Float, { nullable: true, description: 'Half of them took at most this; null while there are none.' })
  p50Ms: number | null;

  @Field(() => Float, { nullable: true, description: '99 in 100 took at most this; null while there are none.' })
  p99Ms: number | null;

  @Field(() => Float, { nullable: true, description: 'The longest; null while there are none.' })
  maxMs: number | null;

  @ListSize(16)
  @Field(() => [LatencyBucket], { description: 'The counts these figures are read from, from the shortest.' })
  buckets: LatencyBucket[];
}

export function reportOf(histogram: Histogram): LatencyReport {
  return {
    samples: histogram.samples,
    p50Ms: quantileMs(histogram, 0.5),
    p99Ms: quantileMs(histogram, 0.99),
    maxMs: histogram.samples ? histogram.maxMs : null,
    buckets: histogram.counts.map((count, index) => ({ upToMs: bucketsMs[index] ?? null, count })),
  };
}
