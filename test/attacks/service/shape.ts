import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArgumentNode,
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  validate,
} from 'graphql';

/** The schema as it is printed in the repository, which is the one that is served (test/contract). */
export const schema: GraphQLSchema = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));

/** What a connection is asked for that is no item of it. */
const ofConnection = new Set(['edges', 'nodes', 'pageInfo', 'totalCount', '__typename']);

/** Page sizes by field; every other connection is asked for `otherPage` items. */
export type Pages = Readonly<Record<string, number>>;
export const largePages: Pages = { roll: 500, ballots: 500, polls: 20, proposals: 100, delegates: 100, results: 100 };
const otherPage = 20;

/** Items a connection is asked for, by its field. */
export const pageOf = (field: string, pages: Pages = largePages): number => pages[field] ?? otherPage;

/**
 * A document written as if every list were plain, in the shape the schema has today: what is selected of a connection
 * is put into `nodes { … }`, with a page size where none is given. What is no connection stays as it is.
 * @throws when it does not fit the schema all the same: it has to be written anew
 */
export function shaped(text: string, pages: Pages = largePages): string {
  const document: DocumentNode = parse(text);
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      return definition;
    const type =
      definition.kind === Kind.OPERATION_DEFINITION
        ? schema.getRootType(definition.operation)
        : typeOf(definition as FragmentDefinitionNode);
    return { ...definition, selectionSet: shapedSet(definition.selectionSet, type as GraphQLNamedType, pages) };
  });
  const fitted = { ...document, definitions };
  const [error] = validate(schema, fitted);
  if (error) throw new Error(`an attack document does not fit schema/api.graphql: ${error.message}`);
  return print(fitted);
}

function typeOf(fragment: FragmentDefinitionNode): GraphQLNamedType | undefined {
  return schema.getType(fragment.typeCondition.name.value);
}

function shapedSet(set: SelectionSetNode, type: GraphQLNamedType, pages: Pages): SelectionSetNode {
  const selections = set.selections.map((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
      return {
        ...selection,
        selectionSet: shapedSet(selection.selectionSet, narrowed as GraphQLNamedType, pages),
      };
    }
    return shapedField(selection, type, pages);
  });
  return { ...set, selections };
}

function shapedField(node: FieldNode, parent: GraphQLNamedType, pages: Pages): FieldNode {
  const name = node.name.value;
  if (name.startsWith('__') || !node.selectionSet) return node;
  const field = fieldOf(parent, name);
  const type = getNamedType(field.type);
  const isPage = type.name.endsWith('Connection');
  const asks = node.selectionSet.selections.map((selection) => ('name' in selection ? selection.name.value : ''));
  if (!isPage || asks.some((asked) => ofConnection.has(asked)))
    return { ...node, selectionSet: shapedSet(node.selectionSet, type, pages) };
  const nodes: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: 'nodes' },
    selectionSet: shapedSet(node.selectionSet, itemOf(type), pages),
  };
  return {
    ...node,
    arguments: paged(node, field, pageOf(name, pages)),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [nodes] },
  };
}

function paged(node: FieldNode, field: GraphQLField<unknown, unknown>, first: number): readonly ArgumentNode[] {
  const given = node.arguments ?? [];
  if (!field.args.some(({ name }) => name === 'first') || given.some(({ name }) => name.value === 'first'))
    return given;
  const value = { kind: Kind.INT, value: String(first) } as const;
  return [...given, { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'first' }, value }];
}

/** The type of what a connection holds. */
export function itemOf(connection: GraphQLNamedType): GraphQLNamedType {
  return getNamedType(fieldOf(connection, 'nodes').type);
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> {
  const field =
    isObjectType(parent) || isAbstractType(parent) ? (parent as GraphQLObjectType).getFields?.()[name] : undefined;
  if (!field) throw new Error(`${parent.name}.${name} is not in schema/api.graphql`);
  return field;
}
