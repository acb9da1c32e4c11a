/** What introspection says of a schema, as far as it is read here: the `data` of graphql-js's `getIntrospectionQuery()`. */
export interface Introspection {
  readonly __schema: {
    readonly queryType: { readonly name: string };
    readonly mutationType?: { readonly name: string } | null | undefined;
    readonly subscriptionType?: { readonly name: string } | null | undefined;
    readonly types: readonly {
      readonly kind: string;
      readonly name: string;
      readonly fields?: readonly { readonly name: string }[] | null;
    }[];
  };
}

/** Names of the types without an id, in the order of the schema: a cache keeps them as parts of what they hang on. */
function typesWithoutId({ __schema }: Introspection): readonly string[] {
  const roots = [__schema.queryType, __schema.mutationType, __schema.subscriptionType].map((root) => root?.name);
  return __schema.types
    .filter(({ kind, name }) => kind === 'OBJECT' && !name.startsWith('__') && !roots.includes(name))
    .filter(({ fields }) => !fields?.some((field) => field.name === 'id'))
    .map(({ name }) => name);
}

/** `keys` of urql's graphcache: without them it warns of each type that has no id, and keeps it all the same. */
export function keysOf(introspection: Introspection): Record<string, () => null> {
  return Object.fromEntries(typesWithoutId(introspection).map((name) => [name, () => null]));
}

/**
 * `typePolicies` of Apollo's InMemoryCache: two documents that ask for different fields of a part, such as a tally, add to
 * each other, where without them the later one replaces the earlier, with a warning, and a query asks again.
 */
export function typePoliciesOf(introspection: Introspection): Record<string, { merge: true }> {
  return Object.fromEntries(typesWithoutId(introspection).map((name) => [name, { merge: true }]));
}
