import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import type { Context } from './context';

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Runs of a document before it is worth some milliseconds of compiling. */
const warmRuns = 3;

type Compile = typeof import('graphql-jit').compileQuery;

/**
 * Executes operations; queries that come again as compiled functions, where graphql-jit is installed and wanted.
 * Whatever is compiled gives data only: when it meets an error of any kind, graphql-js executes the query again and its
 * answer is the one that counts, so that both ways give the same errors.
 */
export class Executor {
  private readonly compile: Compile | null;
  private readonly known = new WeakMap<DocumentNode, Map<string | null, Query>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: { readonly compiled: boolean; readonly hideSuggestions?: boolean },
  ) {
    this.compile = options.compiled ? findCompiler() : null;
  }

  /** Whether queries are compiled at all. */
  get compiles(): boolean {
    return this.compile !== null;
  }

  /** @param contextOf a fresh context each time it is called: what one execution has loaded is not for the next */
  async execute(operation: Operation, contextOf: () => Context): Promise<ExecutionResult> {
    const compiled = this.compiledOf(operation);
    if (compiled) {
      const result = await runCompiled(compiled, operation, contextOf());
      if (result && !result.errors) return result;
    }
    return execute({
      schema: this.schema,
      document: operation.document,
      operationName: operation.operationName,
      variableValues: operation.variables,
      contextValue: contextOf(),
      hideSuggestions: this.options.hideSuggestions ?? false,
    });
  }

  private compiledOf({ document, operationName }: Operation): CompiledQuery | null {
    if (!this.compile) return null;
    let queries = this.known.get(document);
    if (!queries) {
      queries = new Map();
      this.known.set(document, queries);
    }
    let query = queries.get(operationName);
    if (!query) {
      query = { runs: 0, compiled: null };
      // A name that is in no document would let a caller fill the map.
      if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return null;
      queries.set(operationName, query);
    }
    query.runs += 1;
    if (query.runs === warmRuns) query.compiled = this.compiledQuery(document, operationName);
    return query.compiled;
  }

  private compiledQuery(document: DocumentNode, operationName: string | null): CompiledQuery | null {
    const made = this.compile?.(this.schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    return made && 'query' in made ? made : null;
  }
}

interface Query {
  runs: number;
  compiled: CompiledQuery | null;
}

/** Null when it broke. */
async function runCompiled(
  compiled: CompiledQuery,
  { variables }: Operation,
  context: Context,
): Promise<ExecutionResult | null> {
  try {
    return await compiled.query(undefined, context, variables);
  } catch {
    return null;
  }
}

/** The compiler, or null where that optional package is not installed. */
function findCompiler(): Compile | null {
  try {
    return (require('graphql-jit') as typeof import('graphql-jit')).compileQuery;
  } catch {
    return null;
  }
}
