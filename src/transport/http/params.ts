import type { FastifyRequest } from 'fastify';

/** What a GraphQL request over HTTP asks for. */
export interface Params {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The parameters of a plain request, or null for anything unusual. */
export function paramsOf(request: FastifyRequest): Params | null {
  if (request.method === 'POST') return plain(request.body);
  if (request.method !== 'GET' || request.headers['content-type'] !== undefined) return null;
  const { query, operationName, variables, extensions } = request.query as Record<string, unknown>;
  if (extensions !== undefined) return null;
  return plain({ query, operationName, variables: typeof variables === 'string' ? parsed(variables) : variables });
}

function plain(body: unknown): Params | null {
  if (!isRecord(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || query === '') return null;
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && !(isRecord(extensions) && Object.keys(extensions).length === 0)) return null;
  return { query, operationName, variables: variables ?? {} };
}

/** Whatever it says, or `false` (which is no record) where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
