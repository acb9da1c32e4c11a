import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** RFC 3339 instants in UTC, to the millisecond. */
export const Instant = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  description: 'An instant in UTC to the millisecond, `2026-03-20T01:30:00.000Z`: `date-time` of RFC 3339.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});

/** A calendar day, `yyyy-mm-dd`, in no time zone. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  description: 'A calendar day in no time zone, `2026-03-20`: `full-date` of RFC 3339.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function readDecimal(value: unknown): string {
  if (typeof value === 'string' && decimal.test(value)) return value;
  throw new GraphQLError(`Decimal must be text such as "834875.801", not ${JSON.stringify(value)}`);
}

/** An exact decimal, carried as text so that no reader rounds it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
  description: 'An exact decimal number as text, with `.` as the decimal mark and no grouping: `"834875.801"`.',
  serialize: readDecimal,
  parseValue: readDecimal,
  parseLiteral(node) {
    return readDecimal(node.kind === Kind.STRING ? node.value : undefined);
  },
});
