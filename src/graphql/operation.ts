import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Viewer } from './authorize/viewer';
import { audienceOf, type CacheScope } from './cache/scope';
import { type Cost, costOf } from './complexity';

/** Costs remembered for one operation; there are few ways to page through it. */
const keptCosts = 50;

/** What is known of one operation of a valid document. Made once, and kept with its document. */
export class Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** As the client named it, or null. */
  readonly name: string | null;
  /** Its first root field; null for a fragment. */
  readonly rootField: string | null;
  /** Name of the variable given as `after` of the root field: readers of one log differ in nothing else. */
  readonly afterVariable: string | null;
  /** Set by the executor once the operation has come often enough. */
  compiled: CompiledQuery | null = null;
  /** Executions so far. */
  runs = 0;
  /** Units its last execution used; null before the first. */
  lastUnits: number | null = null;
  private readonly costFor: Cost;
  private readonly costs = new LRUCache<string, number>({ max: keptCosts });

  constructor(
    schema: GraphQLSchema,
    readonly document: DocumentNode,
    readonly node: OperationDefinitionNode,
    /** Tells it from every other operation of this app. */
    readonly id: string,
    readonly cacheScope: CacheScope,
  ) {
    this.kind = node.operation;
    this.name = node.name?.value.slice(0, 80) ?? null;
    const root = node.selectionSet.selections[0];
    this.rootField = root?.kind === Kind.FIELD ? root.name.value : null;
    const after = root?.kind === Kind.FIELD ? root.arguments?.find(({ name }) => name.value === 'after')?.value : null;
    this.afterVariable = after?.kind === Kind.VARIABLE ? after.name.value : null;
    this.costFor = costOf(schema, node, fragmentsOf(document));
  }

  /** Whether an answer to one viewer may be given to others of the same audience until a log grows. */
  get isCacheable(): boolean {
    return this.node.operation === OperationTypeNode.QUERY && this.cacheScope.isReusable;
  }

  /** What it will use for these variables, in units, about (graphql/complexity). Defaults of variables count. */
  cost(variables: Readonly<Record<string, unknown>>): number {
    const weights = weightsOf(this.withDefaults(variables));
    const key = JSON.stringify(weights);
    let cost = this.costs.get(key);
    if (cost === undefined) {
      cost = this.costFor(Object.fromEntries(weights));
      this.costs.set(key, cost);
    }
    return cost;
  }

  /**
   * Tells what is asked from everything else that may be asked, for viewers of one audience.
   * Null for variables nested too deeply to be written, which fit no document.
   */
  keyFor(variables: Readonly<Record<string, unknown>>, viewer: Viewer): string | null {
    try {
      return JSON.stringify([this.id, variables, audienceOf(this.cacheScope, viewer)]);
    } catch {
      return null;
    }
  }

  private withDefaults(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const given: Record<string, unknown> = Object.create(null);
    for (const { variable, defaultValue } of this.node.variableDefinitions ?? []) {
      const name = variable.name.value;
      if (Object.hasOwn(variables, name)) given[name] = variables[name];
      else if (defaultValue?.kind === Kind.INT) given[name] = Number(defaultValue.value);
      else if (defaultValue?.kind === Kind.BOOLEAN) given[name] = defaultValue.value;
      else if (defaultValue?.kind === Kind.LIST) given[name] = defaultValue.values;
    }
    return given;
  }
}

/** What weighs of variables: sizes of pages, how many are asked for by name, and what is left out. */
function weightsOf(variables: Readonly<Record<string, unknown>>): [name: string, weight: number | boolean][] {
  return Object.entries(variables).flatMap(([name, value]): [string, number | boolean][] => {
    if (Array.isArray(value)) return [[name, value.length]];
    return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
  });
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [each] : []));
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
