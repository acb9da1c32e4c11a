import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, visit } from 'graphql';
import { costError, type Limits } from './document-limits';

/** Costs kept for one document; more than this many ways to page through it are counted anew. */
const keptWays = 50;

/**
 * The cost limit of operations, counted once for each way to ask for a document: only variables that set the size of a
 * page or leave a part out make a difference.
 */
export class Costs {
  private readonly known = new WeakMap<DocumentNode, Known>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {}

  /** Why the operation costs more than it may, or null. Wrong variables are left to the execution to refuse. */
  errorOf(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>> | null | undefined,
  ): GraphQLError | null {
    let known = this.known.get(document);
    if (!known) {
      known = { weighing: weighingVariables(document), errors: new Map() };
      this.known.set(document, known);
    }
    const way = JSON.stringify([operationName ?? null, known.weighing.map((name) => givenOf(variables, name))]);
    const before = known.errors.get(way);
    if (before !== undefined) return before;
    const counted = this.count(document, operationName, variables);
    if (counted === undefined) return null;
    if (known.errors.size < keptWays) known.errors.set(way, counted);
    return counted;
  }

  /** Undefined when the variables do not fit. */
  private count(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>> | null | undefined,
  ): GraphQLError | null | undefined {
    try {
      return costError(this.schema, document, operationName, variables, this.limits);
    } catch {
      return undefined;
    }
  }
}

/** A variable that is null is not one that is left out: that has its default. */
function givenOf(variables: Readonly<Record<string, unknown>> | null | undefined, name: string): readonly unknown[] {
  return variables && Object.hasOwn(variables, name) ? [variables[name]] : [];
}

interface Known {
  readonly weighing: readonly string[];
  readonly errors: Map<string, GraphQLError | null>;
}

/** Names of the variables a cost depends on: given as `first`, or to a directive. See `costError`. */
function weighingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const collect = (node: Parameters<typeof visit>[0]) =>
    visit(node, { Variable: (variable) => void names.add(variable.name.value) });
  visit(document, {
    Argument: (argument) => void (argument.name.value === 'first' && collect(argument)),
    Directive: (directive) => void collect(directive),
    [Kind.VARIABLE_DEFINITION]: () => false,
  });
  return [...names].sort();
}
