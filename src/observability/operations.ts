import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { Counter, Histogram, type Registry } from 'prom-client';
import { type Code, codes } from '../errors/codes';
import { type OperationRecord, operationKinds, transportNames } from '../graphql/operation-record';

/** Tells a collector of each operation once it is done: its name, kind, time and code; never variables or answers. */
export interface Traces {
  /** @param traceparent header of the request that it belongs to, if any (W3C Trace Context); a wrong one is none */
  done(operation: OperationRecord, traceparent?: unknown): void;
  /** Sends what waits, for two seconds at most. */
  close(): Promise<void>;
}

/** Codes somebody is called for. They are counted from 0: of what begins at 1, Prometheus sees no increase. */
const alarming = ['INTERNAL_SERVER_ERROR', 'BUSY', 'READ_ONLY'] as const satisfies readonly Code[];

/** Upper ends of the buckets of a duration, in seconds. */
const ends = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * Counts operations, puts them on the log, a line each (acts and refusals at `info`, other reads at `debug`), and tells
 * the collector of traces where there is one.
 */
export class Operations {
  private readonly counts: Counter<'kind' | 'transport' | 'code'>;
  private readonly acts: Counter<'field' | 'code'>;
  private readonly durations: Histogram<'kind'>;
  /** Requests under way that no operation was found in yet, and whether they asked for an event stream. */
  private readonly underWay = new Map<string, 'http' | 'sse'>();

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly traces: Traces | null,
    registry: Registry,
  ) {
    const registers = [registry];
    this.counts = new Counter({
      name: 'giaouoc_operations_total',
      help: 'Operations done, by kind and code.',
      labelNames: ['kind', 'transport', 'code'],
      registers,
    });
    for (const labels of alarmingSeries()) this.counts.inc(labels, 0);
    this.acts = new Counter({
      name: 'giaouoc_acts_total',
      help: 'Mutations done, by field and code.',
      labelNames: ['field', 'code'],
      registers,
    });
    this.durations = new Histogram({
      name: 'giaouoc_operation_seconds',
      help: 'From the request to its answer.',
      labelNames: ['kind'],
      buckets: ends,
      registers,
    });
  }

  /** Says of a request that it asked for an event stream. */
  asStream(requestId: string): void {
    if (this.underWay.has(requestId)) this.underWay.set(requestId, 'sse');
  }

  /** Says of a request that the pipeline tells what came of it. */
  leaveOut(requestId: string): void {
    this.underWay.delete(requestId);
  }

  /** @param traceparent header of the request, by which its sender joins our span to its own */
  done(operation: OperationRecord, traceparent?: unknown): void {
    const { requestId, transport, kind, name, field, ms, code } = operation;
    this.counts.inc({ kind, transport, code });
    if (kind === 'mutation' && field) this.acts.inc({ field, code });
    this.durations.observe({ kind }, ms / 1_000);
    const line = { requestId, transport, kind, name, field, ms: Math.round(ms * 10) / 10, code };
    if ((codes[code as Code]?.status ?? 0) >= 500) this.log.warn(line, 'operation');
    else if (kind === 'mutation' || code !== 'OK') this.log.info(line, 'operation');
    else this.log.debug(line, 'operation');
    this.traces?.done(operation, traceparent);
  }

  /** Counts what goes to `/graphql` and `/graphql/stream` and is refused before it is an operation. */
  watch(http: FastifyInstance): void {
    http.addHook('onRequest', async (request, reply) => {
      if (!watched.has(request.routeOptions.url ?? '')) return;
      this.underWay.set(request.id, 'http');
      // A client that leaves early leaves nothing here.
      reply.raw.once('close', () => this.underWay.delete(request.id));
    });
    http.addHook('onResponse', async (request, reply) => {
      const { id: requestId } = request;
      const transport = this.underWay.get(requestId);
      if (!transport) return;
      this.underWay.delete(requestId);
      const code = reply.statusCode < 400 ? 'OK' : `HTTP_${reply.statusCode}`;
      const unknown = { kind: 'unknown', name: null, field: null } as const;
      this.done({ ...unknown, requestId, transport, ms: reply.elapsedTime, code }, request.headers.traceparent);
    });
  }
}

const watched: ReadonlySet<string> = new Set(['/graphql', '/graphql/stream']);

function alarmingSeries() {
  return operationKinds.flatMap((kind) =>
    transportNames.flatMap((transport) => alarming.map((code) => ({ kind, transport, code }))),
  );
}
