import { type AuthCheckerFn, Authorized, Extensions } from 'type-graphql';
import type { Context } from '../context';
import { type Field, requireField } from './authority';

/** Puts a field under its rule in graphql/authorize/authority. The rule can be read back from the schema, as `extensions.rule`. */
export function Allowed(field: Field): MethodDecorator & PropertyDecorator {
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    Authorized<Field>(field)(target, key as string, descriptor as PropertyDescriptor);
    Extensions({ rule: field })(target, key as string, descriptor as PropertyDescriptor);
  };
}

/** Marks a field whose value depends on who asks, so that nobody is given what was computed for another (graphql/cache/scope). */
export function PrivateScope(): MethodDecorator & PropertyDecorator {
  return Extensions({ cacheScope: 'PRIVATE' });
}

/** Marks a field that changes without an entry in a log, such as a clock, so that no answer with it is given twice. */
export function Uncacheable(): MethodDecorator & PropertyDecorator {
  return Extensions({ maxAge: 0 });
}

/**
 * Marks a field that ballots move. There are many ballots, so whoever follows a conference as a whole hears of them only
 * where such a field is asked for (graphql/cache/field-marks).
 */
export function MovedByBallots(): MethodDecorator & PropertyDecorator {
  return Extensions({ movedByBallots: true });
}

/** Marks a field that says at which position of a log its object was read: answers with it are read at one moment. */
export function AtOneMoment(): MethodDecorator & PropertyDecorator {
  return Extensions({ atOneMoment: true });
}

/** For type-graphql's `authChecker`: throws the refusal itself, so that its code reaches the caller. */
export const checkAllowed: AuthCheckerFn<Context, Field> = ({ context }, fields) => {
  for (const field of fields) requireField(context.viewer, field);
  return true;
};
