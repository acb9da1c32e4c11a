import { Extensions } from 'type-graphql';
import { usualPage } from './connection';

/**
 * How many items a list without pages usually has, for the cost of documents (graphql/document-limits): a typical size,
 * not a bound. Only lists that stay short by what they are have one; all others are connections, marked with `MaxFirst`.
 */
export function ListSize(items: number): MethodDecorator & PropertyDecorator {
  return Extensions({ listSize: items });
}

/** A list with one item for each of the list in `argument`, which holds `most` at most. */
export function SizeOf(argument: string, most: number): MethodDecorator & PropertyDecorator {
  return Extensions({ sizeOf: argument, maxFirst: most });
}

/** The largest page of a connection, the highest value of its `first` and `last`; and the size of one that names neither. */
export function MaxFirst(items: number, usual = usualPage): MethodDecorator & PropertyDecorator {
  return Extensions({ maxFirst: items, usualPage: usual });
}
