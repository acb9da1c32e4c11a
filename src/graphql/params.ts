/** What a request asks for, on any transport. */
export interface OperationParams {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it names a persisted query, of which this server keeps none. */
  readonly isPersisted?: boolean;
}

/** The parameters in a JSON body or message; null for anything that is no GraphQL operation. */
export function readParams(body: unknown): OperationParams | null {
  if (!isRecord(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || query === '') return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && !isRecord(extensions)) return null;
  return {
    query,
    operationName: operationName === '' ? null : operationName,
    variables: variables ?? {},
    isPersisted: extensions?.persistedQuery !== undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}
