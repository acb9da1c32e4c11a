import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import type { Refusal } from '../errors/refusal';
import type { Context } from './context';
import type { Operation } from './operation';
import { withoutUnread } from './without-unread';

/** Executions of a query before it is worth some milliseconds of compiling. */
const warmRuns = 3;
/** Characters of a document that is compiled: that takes 10 ms of the event loop for a thousand. */
const mostCharacters = 2_500;

export interface ExecutorOptions {
  /** Whether queries that come again are compiled. */
  readonly compiled: boolean;
  readonly hideSuggestions: boolean;
}

/** One execution: what of, with which variables, and for log subscriptions the entry it is resolved from. */
export interface Execution {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rootValue?: unknown;
}

/**
 * Executes operations within the budget of their context; queries that come again as compiled functions.
 * A compiled query gives data only: when it meets an error of any kind, graphql-js executes the query again, within
 * the same budget, and its result counts, so that both ways give the same errors. Acts are never compiled, and so
 * never executed a second time.
 */
export class Executor {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: ExecutorOptions,
  ) {}

  /** Resolves when the execution is over, or its budget is spent: then with no data and the one error OVER_BUDGET. */
  async execute(execution: Execution, context: Context): Promise<ExecutionResult> {
    const { budget } = context;
    const { operation } = execution;
    operation.runs += 1;
    if (!budget.isLimited) {
      const result = await this.start(execution, context);
      return budget.isSpent ? withoutUnread(this.schema, operation.document, result) : result;
    }
    const over = budget.exceeded().then(overBudget);
    const result = await Promise.race([this.start(execution, context), over]);
    operation.lastUnits = budget.units;
    return budget.isSpent ? over : result;
  }

  private async start(execution: Execution, context: Context): Promise<ExecutionResult> {
    const compiled = this.compiledOf(execution.operation);
    if (compiled) {
      const result = await runCompiled(compiled, execution, context);
      if (result && !result.errors) return result;
    }
    context.budget.slicesLists = true;
    context.budget.discard();
    return this.interpret(execution, context);
  }

  private interpret({ operation, variables, rootValue }: Execution, contextValue: Context) {
    return execute({
      schema: this.schema,
      document: operation.document,
      operationName: operation.node.name?.value,
      variableValues: variables,
      contextValue,
      rootValue,
      hideSuggestions: this.options.hideSuggestions,
    });
  }

  private compiledOf(operation: Operation): CompiledQuery | null {
    if (!this.options.compiled || operation.kind !== 'query') return null;
    if (operation.runs === warmRuns && isShort(operation)) {
      const made = compileQuery(this.schema, operation.document, operation.node.name?.value, {
        disablingCapturingStackErrors: true,
      });
      operation.compiled = 'query' in made ? made : null;
    }
    return operation.compiled;
  }
}

function isShort({ document }: Operation): boolean {
  return (document.loc?.end ?? Number.POSITIVE_INFINITY) <= mostCharacters;
}

/** Null when it broke. */
async function runCompiled(
  compiled: CompiledQuery,
  { variables }: Execution,
  context: Context,
): Promise<ExecutionResult | null> {
  // graphql-jit takes the items of a list as they are; it waits for no promise among them.
  context.budget.slicesLists = false;
  try {
    return await compiled.query(undefined, context, variables);
  } catch {
    return null;
  }
}

function overBudget(refusal: Refusal): ExecutionResult {
  return { data: null, errors: [new GraphQLError(refusal.message, { originalError: refusal })] };
}
