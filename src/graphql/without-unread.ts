import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Refusal } from '../errors/refusal';

/**
 * What an act answers whose payload asked for more than it may: the receipt, and null for each thing that was not read
 * whole, with one error OVER_BUDGET there. Half a thing would tell a client's cache that the rest of it is null.
 */
export function withoutUnread(schema: GraphQLSchema, document: DocumentNode, result: ExecutionResult): ExecutionResult {
  const receipts = receiptKeys(schema, document);
  const kept: GraphQLError[] = [];
  const unread = new Map<string, GraphQLError>();
  for (const error of result.errors ?? []) {
    const { originalError, path } = error;
    if (!path || !(originalError instanceof Refusal) || originalError.code !== 'OVER_BUDGET') kept.push(error);
    else {
      const place = path.slice(0, receipts.has(String(path[1])) ? 3 : 2);
      unread.set(
        place.join('.'),
        new GraphQLError(error.message, { nodes: error.nodes ?? null, path: place, originalError }),
      );
      clear(result.data, place);
    }
  }
  return { ...result, errors: [...kept, ...unread.values()] };
}

/** Puts null there. */
function clear(data: unknown, [key, ...rest]: readonly (string | number)[]): void {
  if (typeof data !== 'object' || data === null || key === undefined) return;
  const fields = data as Record<string | number, unknown>;
  if (rest.length === 0) fields[key] = null;
  else clear(fields[key], rest);
}

/** Names under which the document asks for receipts. */
function receiptKeys(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const types = new TypeInfo(schema);
  const keys = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ alias, name }) => {
        if (getNamedType(types.getType())?.name === 'Receipt') keys.add((alias ?? name).value);
      },
    }),
  );
  return keys;
}
