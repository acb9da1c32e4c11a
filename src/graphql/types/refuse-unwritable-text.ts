import { type GraphQLSchema, isObjectType } from 'graphql';
import { Refusal } from '../../errors/refusal';

/**
 * Makes every field refuse arguments with text that cannot be written: U+0000, which PostgreSQL has no place for, and
 * halves of surrogate pairs, which have no UTF-8. Asked here once, neither reaches a statement or the canonical form
 * of an entry, where it would be a fault of the server.
 */
export function refuseUnwritableText(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      for (const step of ['resolve', 'subscribe'] as const) {
        const next = field[step];
        if (!next) continue;
        field[step] = (source, args, context, info) => {
          requireWritable(args, []);
          return next(source, args, context, info);
        };
      }
    }
  }
  return schema;
}

/** @throws Refusal BAD_USER_INPUT naming the argument */
function requireWritable(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') {
    if (!value.includes('\u0000') && value.isWellFormed()) return;
    throw new Refusal('BAD_USER_INPUT', {
      argument: path.join('.'),
      cure: 'Send text without U+0000 and without halves of surrogate pairs.',
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) requireWritable(inner, [...path, key]);
}
