import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type DocumentNode, getOperationAST } from 'graphql';
import { type Code, codes } from '../errors/codes';
import { Tallied } from './exposition';

const transports = ['http', 'socket', 'sse'] as const;
const kinds = ['query', 'mutation', 'subscription', 'unknown'] as const;
type Transport = (typeof transports)[number];

/** What is known of an operation once it is done; never its variables, which hold codes, tokens and choices. */
export interface Operation {
  readonly requestId: string;
  /** sse: an event stream, at whichever address. */
  readonly transport: Transport;
  readonly kind: (typeof kinds)[number];
  /** As the client named it, or null. */
  readonly name: string | null;
  /** Its root field; the schema has a bounded number of them. */
  readonly field: string | null;
  readonly ms: number;
  /** `OK`, the first code of its errors, or `HTTP_<status>` of a request that was no operation. */
  readonly code: string;
}

/** Tells a collector of each operation once it is done: its name, kind, time and code; never variables or answers. */
export interface Traces {
  /** @param traceparent header of the request that it belongs to, if any (W3C Trace Context); a wrong one is none */
  done(operation: Operation, traceparent?: unknown): void;
  /** Sends what waits, for two seconds at most. */
  close(): Promise<void>;
}

/** What the answering side says of an operation while the request is under way. */
export type Note = Pick<Operation, 'kind' | 'name' | 'field' | 'code'>;

/** Codes somebody is called for. They are counted from 0: of what begins at 1, Prometheus sees no increase. */
const alarming = ['INTERNAL_SERVER_ERROR', 'BUSY', 'READ_ONLY'] as const satisfies readonly Code[];

/** Upper ends of the buckets of a duration, in seconds. */
const ends = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

/**
 * Counts operations, puts them on the log, a line each (acts and refusals at `info`, other reads at `debug`), and tells
 * the collector of traces where there is one.
 */
export class Operations {
  /** By `kind="…",transport="…",code="…"`. */
  readonly counts = new Map<string, number>(alarmingSeries());
  /** Acts by `field="…",code="…"`. */
  readonly acts = new Map<string, number>();
  /** Seconds, by kind. */
  readonly durations = new Map<string, Tallied>();
  /** Of the requests under way. A client that leaves early leaves nothing here. */
  private readonly underWay = new Map<string, UnderWay>();

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly traces: Traces | null,
  ) {}

  /** Says of a request over HTTP what it was; counted when its answer has been sent. */
  note(requestId: string, note: Note): void {
    const request = this.underWay.get(requestId);
    if (request) request.note = note;
  }

  /** Says of a request that it asked for an event stream. */
  asStream(requestId: string): void {
    const request = this.underWay.get(requestId);
    if (request) request.transport = 'sse';
  }

  /** Says of a request that `done` is called of it elsewhere: an event stream is over when its reader goes, much later. */
  leaveOut(requestId: string): void {
    this.underWay.delete(requestId);
  }

  /** @param traceparent header of the request, by which its sender joins our span to its own */
  done(operation: Operation, traceparent?: unknown): void {
    const { requestId, transport, kind, name, field, ms, code } = operation;
    add(this.counts, seriesOf(kind, transport, code));
    if (kind === 'mutation' && field) add(this.acts, `field="${field}",code="${code}"`);
    const durations = this.durations.get(kind) ?? new Tallied(ends);
    this.durations.set(kind, durations);
    durations.add(ms / 1_000);
    const line = { requestId, transport, kind, name, field, ms: Math.round(ms * 10) / 10, code };
    if ((codes[code as Code]?.status ?? 0) >= 500) this.log.warn(line, 'operation');
    else if (kind === 'mutation' || code !== 'OK') this.log.info(line, 'operation');
    else this.log.debug(line, 'operation');
    this.traces?.done(operation, traceparent);
  }

  /** Counts what goes to `/graphql` and `/graphql/stream` over HTTP when it has been answered. */
  watch(http: FastifyInstance): void {
    http.addHook('onRequest', async (request, reply) => {
      if (!watched.has(request.routeOptions.url ?? '')) return;
      this.underWay.set(request.id, { transport: 'http', note: null });
      reply.raw.once('close', () => this.underWay.delete(request.id));
    });
    http.addHook('onResponse', async (request, reply) => {
      const { id: requestId } = request;
      const known = this.underWay.get(requestId);
      if (!known) return;
      this.underWay.delete(requestId);
      const { transport } = known;
      const code = reply.statusCode < 400 ? 'OK' : `HTTP_${reply.statusCode}`;
      const note = known.note ?? { kind: 'unknown' as const, name: null, field: null, code };
      this.done({ ...note, requestId, transport, ms: reply.elapsedTime }, request.headers.traceparent);
    });
  }
}

const watched: ReadonlySet<string> = new Set(['/graphql', '/graphql/stream']);

interface UnderWay {
  transport: Transport;
  /** Null until one is said. */
  note: Note | null;
}

/** What a document is, and the first code of its errors. */
export function noteOf(
  document: DocumentNode | undefined,
  operationName: string | null | undefined,
  errors: readonly { readonly extensions?: Record<string, unknown> | undefined }[],
): Note {
  const operation = document && getOperationAST(document, operationName);
  const root = operation?.selectionSet.selections[0];
  return {
    kind: operation?.operation ?? 'unknown',
    name: operation?.name?.value.slice(0, 80) ?? null,
    field: root?.kind === 'Field' ? root.name.value : null,
    code: errors.length > 0 ? knownCode(errors[0]?.extensions?.code) : 'OK',
  };
}

const knownCode = (code: unknown): string => (Object.hasOwn(codes, String(code)) ? String(code) : 'BAD_USER_INPUT');

const seriesOf = (kind: string, transport: string, code: string) =>
  `kind="${kind}",transport="${transport}",code="${code}"`;

function alarmingSeries(): readonly (readonly [string, number])[] {
  return kinds.flatMap((kind) =>
    transports.flatMap((transport) => alarming.map((code) => [seriesOf(kind, transport, code), 0] as const)),
  );
}

function add(counts: Map<string, number>, labels: string): void {
  counts.set(labels, (counts.get(labels) ?? 0) + 1);
}
