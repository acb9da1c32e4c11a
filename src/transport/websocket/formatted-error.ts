import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Result } from '../../graphql/result';

/** The errors of a refusal, as graphql-ws takes them. */
export function errorsOf({ errors }: Result): readonly GraphQLError[] {
  return errors.map((error) => new FormattedError(error));
}

/** An error that is sent as it is; graphql-ws takes only instances of GraphQLError. */
export class FormattedError extends GraphQLError {
  constructor(readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
}
