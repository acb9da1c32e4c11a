import {
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What fields of the schema are marked with (graphql/authorize/allowed). */
export type Mark = 'perViewer' | 'volatile' | 'movedByBallots';

/** Whether a document asks for a field with this mark. Fragments that are never used count, to be on the safe side. */
export function asksFor(schema: GraphQLSchema, document: DocumentNode, mark: Mark): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        const parents = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
        found ||= parents.some(
          (type) => isObjectType(type) && type.getFields()[node.name.value]?.extensions[mark] === true,
        );
      },
    }),
  );
  return found;
}

/** The same of the operation a field is resolved in. */
export function operationAsksFor({ schema, operation, fragments }: GraphQLResolveInfo, mark: Mark): boolean {
  return asksFor(schema, { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] }, mark);
}
