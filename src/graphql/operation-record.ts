export const transportNames = ['http', 'socket', 'sse'] as const;
export const operationKinds = ['query', 'mutation', 'subscription', 'unknown'] as const;

/** sse: an event stream, at whichever address. */
export type TransportName = (typeof transportNames)[number];

/** What is known of an operation once it is done; never its variables, which hold codes, tokens and choices. */
export interface OperationRecord {
  readonly requestId: string;
  readonly transport: TransportName;
  readonly kind: (typeof operationKinds)[number];
  /** As the client named it, or null. */
  readonly name: string | null;
  /** Its root field; the schema has a bounded number of them. */
  readonly field: string | null;
  readonly ms: number;
  /** `OK`, the first code of its errors, or `HTTP_<status>` of a request that was no operation. */
  readonly code: string;
}

/**
 * Told of each operation once it is done; of a subscription once it is open.
 * @param traceparent header of the request that it belongs to, if any; a wrong one is none
 */
export type RecordOperation = (record: OperationRecord, traceparent?: unknown) => void;
