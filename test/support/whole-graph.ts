import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Field, mayUse } from '../../src/graphql/authorize/authority';
import type { Viewer } from '../../src/graphql/authorize/viewer';

/**
 * A selection of every field below a type that a viewer may ask for without arguments, so many levels deep; without
 * fields that are somebody's own or a clock.
 */
export function everythingBelow(schema: GraphQLSchema, typeName: string, viewer: Viewer, levels: number): string {
  return selection(schema.getType(typeName) as GraphQLObjectType, viewer, levels);
}

/** The same of one field of a type. */
export function fieldBelow(
  schema: GraphQLSchema,
  typeName: string,
  name: string,
  viewer: Viewer,
  levels: number,
): string {
  const field = (schema.getType(typeName) as GraphQLObjectType).getFields()[name];
  return field ? part(field, viewer, levels).join(' ') : '';
}

function selection(type: GraphQLObjectType, viewer: Viewer, levels: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => part(field, viewer, levels));
  return `{ ${['__typename', ...parts].join(' ')} }`;
}

function part(field: GraphQLField<unknown, unknown>, viewer: Viewer, levels: number): string[] {
  const { cacheScope, maxAge, rule } = field.extensions;
  if (cacheScope === 'PRIVATE' || maxAge === 0 || field.args.some(isRequiredArgument)) return [];
  if (rule && !mayUse(viewer, rule as Field)) return [];
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [field.name];
  // Pages are long; three items tell as much.
  const page = field.args.some((argument) => argument.name === 'first') ? '(first: 3)' : '';
  if (!isObjectType(type) || levels === 0) return [];
  return [`${field.name}${page} ${selection(type, viewer, levels - 1)}`];
}
