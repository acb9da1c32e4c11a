import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** RFC 3339 instants in UTC, to the millisecond. */
export const Instant = GraphQLDateTimeISO;

/** A calendar day, `yyyy-mm-dd`, in no time zone. */
export const CalendarDate = GraphQLLocalDate;

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function readDecimal(value: unknown): string {
  if (typeof value === 'string' && decimal.test(value)) return value;
  throw new GraphQLError(`Decimal must be text such as "834875.801", not ${JSON.stringify(value)}`);
}

/** An exact decimal, carried as text so that no reader rounds it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as text, with `.` as the decimal mark and no grouping: `"834875.801"`.',
  serialize: readDecimal,
  parseValue: readDecimal,
  parseLiteral(node) {
    return readDecimal(node.kind === Kind.STRING ? node.value : undefined);
  },
});
