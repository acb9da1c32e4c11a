import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/**
 * The cost of an operation for given variables, in units as the budget counts them (graphql/budget), about. Of a variable that
 * holds a list, how long it is.
 */
export type Cost = (variables: Readonly<Record<string, number | boolean>>) => number;

/** Items of a list whose field does not say how many it usually has (`extensions.listSize`). */
const usualListSize = 5;
/** Items of a page where neither the document nor the field says (`extensions.usualPage`). */
const usualPageSize = 20;
/** Introspection is answered by graphql-js from memory: it reads no table, and holds the event loop. */
const introspectionCosts: Readonly<Record<string, number>> = { __schema: 20_000, __type: 500, __typename: 0 };

/** Variables that must be true, or false, for a selection to be executed. */
type Conditions = readonly { readonly value: ValueNode; readonly wanted: boolean }[];

/** All places at which one response name is asked for in one selection set: execution merges them, so they cost once. */
interface Merged {
  readonly field: GraphQLField<unknown, unknown>;
  readonly places: { readonly node: FieldNode; readonly conditions: Conditions }[];
}

interface CostNode {
  readonly conditions: readonly Conditions[];
  readonly own: number;
  /** How often the children cost; null for once. */
  readonly times: Times | null;
  readonly children: readonly CostNode[];
  /** True for a list of a page: it costs as often as the page above it has items. */
  readonly isPageList: boolean;
}

/** How many items: a number, or the largest that arguments and variables say, the usual one where they say none. */
type Times =
  | { readonly fixed: number }
  | {
      readonly variables: readonly string[];
      readonly sizes: readonly number[];
      readonly usual: number;
      readonly most: number;
    };

/**
 * Reads the cost of an operation off its document, once. One unit a field; below a list as often as the list has items:
 * `first` or `last` for a page, `extensions.listSize` of the field for other lists. Fields that execution merges count once.
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Cost {
  const root = schema.getRootType(operation.operation);
  const tree = root ? childrenOf(root, [operation.selectionSet], { schema, fragments }) : [];
  return (variables) => tree.reduce((sum, node) => sum + evaluate(node, variables, 1), 0);
}

interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function childrenOf(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], scope: Scope): CostNode[] {
  const merged = new Map<string, Merged>();
  const seen = new Set<string>();
  for (const set of sets) collect(type, set, [], scope, merged, seen);
  const isPage = type.name.endsWith('Connection');
  return [...merged.values()].map((each) => nodeOf(each, isPage, scope));
}

/** Gathers the fields of a selection set with its fragments written out, as execution does. */
function collect(
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  above: Conditions,
  scope: Scope,
  merged: Map<string, Merged>,
  seen: Set<string>,
): void {
  for (const selection of set.selections) {
    const conditions = [...above, ...conditionsOf(selection.directives ?? [])];
    if (selection.kind === Kind.FIELD) {
      const field = fieldOf(type, selection.name.value);
      if (!field) continue;
      // Under an interface, fields of different types may share a response name: they are told apart by type.
      const key = `${type.name} ${selection.alias?.value ?? selection.name.value}`;
      const known = merged.get(key) ?? { field, places: [] };
      known.places.push({ node: selection, conditions });
      merged.set(key, known);
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value);
      if (!fragment) continue;
      if (fragment.kind === Kind.FRAGMENT_DEFINITION) {
        // A second spread under the same conditions adds nothing; under others it may.
        const spread = `${fragment.name.value} ${JSON.stringify(conditions.map(({ value, wanted }) => [nameOf(value), wanted]))}`;
        if (seen.has(spread)) continue;
        seen.add(spread);
      }
      const condition = fragment.typeCondition && scope.schema.getType(fragment.typeCondition.name.value);
      const inner = isCompositeType(condition) ? condition : type;
      // Within one object type, whatever a fragment is written on, its fields are those of the type.
      collect(isObjectType(type) ? type : inner, fragment.selectionSet, conditions, scope, merged, seen);
    }
  }
}

function nodeOf({ field, places }: Merged, isPage: boolean, scope: Scope): CostNode {
  const type = getNamedType(field.type);
  const sets = places.flatMap(({ node }) => node.selectionSet ?? []);
  const isList = isListType(getNullableType(field.type));
  const hasPage = sizeArguments(field).some((size) => field.args.some(({ name }) => name === size));
  return {
    conditions: places.map(({ conditions }) => conditions),
    own: introspectionCosts[field.name] ?? ownCost(field),
    times: hasPage ? pageSize(field, places) : isList && !isPage ? { fixed: listSize(field) } : null,
    children: isCompositeType(type) && !type.name.startsWith('__') ? childrenOf(type, sets, scope) : [],
    isPageList: isPage && isList,
  };
}

function evaluate(node: CostNode, variables: Readonly<Record<string, number | boolean>>, pageItems: number): number {
  if (!node.conditions.some((all) => all.every((one) => holds(one, variables)))) return 0;
  const times = node.times ? timesOf(node.times, variables) : 1;
  const isPage = node.children.some((child) => child.isPageList);
  const inner = node.children.reduce((sum, child) => sum + evaluate(child, variables, times), 0);
  // A page hands its size down to the list of its items, and its other fields cost once.
  const below = isPage ? inner : times * inner;
  return node.isPageList ? 1 + pageItems * below : node.own + below;
}

function timesOf(times: Times, variables: Readonly<Record<string, number | boolean>>): number {
  if ('fixed' in times) return times.fixed;
  const given = times.variables.map((name) => variables[name]).filter((size) => typeof size === 'number');
  const sizes = [...times.sizes, ...given];
  return clamp(sizes.length ? Math.max(...sizes) : times.usual, times.most);
}

/** The arguments that say how many items a field gives: those of a page, or the list it answers one by one. */
const sizeArguments = ({ extensions }: GraphQLField<unknown, unknown>): readonly string[] =>
  typeof extensions.sizeOf === 'string' ? [extensions.sizeOf] : ['first', 'last'];

/** The size in the first of the places: where they differ the document is not valid. */
function pageSize(field: GraphQLField<unknown, unknown>, places: Merged['places']): Times {
  const most = Number(field.extensions.maxFirst ?? Number.POSITIVE_INFINITY);
  const names = sizeArguments(field);
  const given = (places[0]?.node.arguments ?? []).filter(({ name }) => names.includes(name.value));
  const { usualPage } = field.extensions;
  return {
    variables: given.flatMap(({ value }) => (value.kind === Kind.VARIABLE ? value.name.value : [])),
    sizes: given.flatMap(({ value }) => sizeIn(value)),
    usual: typeof usualPage === 'number' ? usualPage : usualPageSize,
    most,
  };
}

function sizeIn(value: ValueNode): number[] {
  if (value.kind === Kind.INT) return [Number(value.value)];
  if (value.kind === Kind.STRING) return [1];
  return value.kind === Kind.LIST ? [value.values.length] : [];
}

const clamp = (size: number, most: number) => Math.max(1, Math.min(size, most));

/** Units a field uses by itself: one, unless it says. */
const ownCost = ({ extensions }: GraphQLField<unknown, unknown>): number =>
  typeof extensions.cost === 'number' ? extensions.cost : 1;

const listSize = ({ extensions }: GraphQLField<unknown, unknown>): number =>
  typeof extensions.listSize === 'number' ? extensions.listSize : usualListSize;

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name in introspectionCosts) return introspectionField(name);
  return 'getFields' in type ? type.getFields()[name] : undefined;
}

/** Costs as a leaf whatever is asked of it. */
function introspectionField(name: string): GraphQLField<unknown, unknown> {
  return { name, args: [], type: GraphQLString, extensions: {} } as unknown as GraphQLField<unknown, unknown>;
}

function conditionsOf(directives: FieldNode['directives'] & object): Conditions {
  return directives.flatMap(({ name, arguments: given }) => {
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    return value && (name.value === 'include' || name.value === 'skip')
      ? [{ value, wanted: name.value === 'include' }]
      : [];
  });
}

function holds({ value, wanted }: Conditions[number], variables: Readonly<Record<string, number | boolean>>): boolean {
  if (value.kind === Kind.BOOLEAN) return value.value === wanted;
  const given = variables[nameOf(value)];
  // Left out, it has a default or the operation is refused: taken for executed.
  return typeof given !== 'boolean' || given === wanted;
}

const nameOf = (value: ValueNode): string =>
  value.kind === Kind.VARIABLE ? value.name.value : value.kind === Kind.BOOLEAN ? String(value.value) : '';
