import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { makeContext } from '../../src/graphql/context';

export interface Question {
  readonly document: string;
  readonly variables?: Record<string, unknown>;
  readonly viewer: Viewer;
  /** Reads through it instead of the pool. */
  readonly read?: EntityManager;
}

/** Runs one operation as the server does, but without HTTP and its limits. */
export function execute(schema: GraphQLSchema, db: DataSource, question: Question): Promise<ExecutionResult> {
  return graphql({
    schema,
    source: question.document,
    variableValues: question.variables,
    contextValue: makeContext({
      db,
      viewer: question.viewer,
      requestId: 'test',
      door: { address: '127.0.0.1', setSession: () => undefined, clearSession: () => undefined },
      ...(question.read ? { read: question.read } : {}),
    }),
  });
}

/** The data of an operation that must have no errors. */
export async function dataOf(schema: GraphQLSchema, db: DataSource, question: Question): Promise<unknown> {
  const { data, errors } = await execute(schema, db, question);
  if (errors) throw new AggregateError(errors, errors.map((error) => `${error.path}: ${error.message}`).join('\n'));
  return JSON.parse(JSON.stringify(data));
}
