import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { EntityManager } from 'typeorm';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import type { RowCache } from '../../src/graphql/loading/row-cache';
import { aContext } from './context';

export interface Question {
  readonly document: string;
  readonly variables?: Record<string, unknown>;
  readonly viewer: Viewer;
  /** Reads through it instead of the pool. */
  readonly read?: EntityManager;
  /** What a live group has kept. */
  readonly kept?: RowCache;
}

/** Runs one operation as the server does, but without HTTP and its limits. */
export function execute(schema: GraphQLSchema, db: Database, question: Question): Promise<ExecutionResult> {
  return graphql({
    schema,
    source: question.document,
    variableValues: question.variables,
    contextValue: aContext(db, question.viewer, {
      ...(question.read ? { read: question.read } : {}),
      ...(question.kept ? { kept: question.kept } : {}),
    }),
  });
}

/** The data of an operation that must have no errors. */
export async function dataOf(schema: GraphQLSchema, db: Database, question: Question): Promise<unknown> {
  const { data, errors } = await execute(schema, db, question);
  if (errors) throw new AggregateError(errors, errors.map((error) => `${error.path}: ${error.message}`).join('\n'));
  return JSON.parse(JSON.stringify(data));
}
