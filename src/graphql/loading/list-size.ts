import { Extensions } from 'type-graphql';

/**
 * How many items a list without pages usually has, for the cost of documents (graphql/document-limits): a typical size,
 * not a bound. Only lists that stay short by what they are have one; all others are connections, marked with `MaxFirst`.
 */
export function ListSize(items: number): MethodDecorator & PropertyDecorator {
  return Extensions({ listSize: items });
}

/** The largest page of a connection: the highest value of its `first`. */
export function MaxFirst(items: number): MethodDecorator & PropertyDecorator {
  return Extensions({ maxFirst: items });
}
