/** What a request asks for, on any transport. */
export interface OperationParams {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it names a persisted query, of which this server keeps none. */
  readonly isPersisted?: boolean;
}

/** What is said of a request without an operation, by transports that speak for themselves. */
export const noOperation = { problem: 'no GraphQL operation' } as const;

/** The parameters in a JSON body or message; null for anything that is no GraphQL operation. */
export function readParams(body: unknown): OperationParams | null {
  if (!isRecord(body)) return null;
  const { operationName = null, variables = null, extensions = null } = body;
  const query = body.query ?? '';
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && !isRecord(extensions)) return null;
  const isPersisted = Boolean(extensions?.persistedQuery);
  // A client that hopes for a persisted query sends its hash alone at first.
  if (typeof query !== 'string' || (query === '' && !isPersisted)) return null;
  return {
    query,
    operationName: operationName === '' ? null : operationName,
    variables: variables ?? {},
    isPersisted,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}
