import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The fields a document asks for. Fragments that are never used count, to be on the safe side. */
export function fieldsOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<GraphQLField<unknown, unknown>> {
  const types = new TypeInfo(schema);
  const found = new Set<GraphQLField<unknown, unknown>>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        const parents = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
        for (const type of parents) {
          const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
          if (field) found.add(field);
        }
      },
    }),
  );
  return found;
}

/** Whether the operation a field is resolved in asks for anything that ballots move (`@MovedByBallots`). */
export function isMovedByBallots({ schema, operation, fragments }: GraphQLResolveInfo): boolean {
  const document = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] } as const;
  return [...fieldsOf(schema, document)].some(({ extensions }) => extensions.movedByBallots === true);
}
